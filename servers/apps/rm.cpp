// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

namespace {
constexpr apps::Usage kUsage{"rm [-frv] FILE...",
                             "Removes files.\n"
                             "  -r  directories with what is in them    -f  what does not exist is no error\n"
                             "  -v  say what is removed\n",
                             "frRv", 0};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    bool force = arguments.has('f');
    if (arguments.operands().empty() && !force)
        return arguments.wrong("something is missing");
    int status = 0;
    for (const auto& path : arguments.operands()) {
        std::string name = apps::base_name(path);
        if (name == "." || name == ".." || name == "/")
            status = apps::complain(path + ": will not be removed");
        else
            status |=
                apps::remove_tree(path, arguments.has('r') || arguments.has('R'), force, arguments.has('v'));
    }
    return apps::finish(status);
}
