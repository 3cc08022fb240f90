// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

namespace {
constexpr apps::Usage kUsage{"cp [-rv] FROM... TO",
                             "Copies files; several, or directories, into the directory TO.\n"
                             "  -r  directories with what is in them    -v  say what is copied\n",
                             "rRav", 2};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& operands = arguments.operands();
    const std::string& to = operands.back();
    if (operands.size() > 2 && !apps::is_directory(to))
        return apps::complain(to + ": is not a directory, but there are several files to copy");
    bool recursive = arguments.has('r') || arguments.has('R') || arguments.has('a');
    int status = 0;
    for (size_t i = 0; i + 1 < operands.size(); ++i) {
        std::string target = apps::target_path(operands[i], to);
        if (recursive && apps::is_directory(operands[i]) && apps::is_inside(target, operands[i]))
            status = apps::complain(operands[i] + ": cannot be copied into itself");
        else
            status |= apps::copy_tree(operands[i], target, recursive, arguments.has('v'));
    }
    return apps::finish(status);
}
