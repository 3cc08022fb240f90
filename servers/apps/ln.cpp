// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"

#include <unistd.h>

namespace {
constexpr apps::Usage kUsage{
    "ln [-fs] FILE NAME",
    "Gives a file one more name.\n"
    "  -s  a symbolic link, which may lead anywhere    -f  replace what has that name\n",
    "fs", 2, 2};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const std::string& from = arguments.operands()[0];
    std::string to = apps::target_path(from, arguments.operands()[1]);
    if (arguments.has('f'))
        unlink(to.c_str());
    int result = arguments.has('s') ? symlink(from.c_str(), to.c_str()) : link(from.c_str(), to.c_str());
    return result == 0 ? 0 : apps::complain_about(from + " -> " + to);
}
