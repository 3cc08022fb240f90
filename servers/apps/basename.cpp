// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{"basename PATH [ENDING]",
                             "Prints the last part of a path, without the ending.\n", "", 1, 2};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::string name = apps::base_name(arguments.operands()[0]);
    std::string ending = arguments.operands().size() > 1 ? arguments.operands()[1] : "";
    if (name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0)
        name.resize(name.size() - ending.size());
    printf("%s\n", name.c_str());
    return apps::finish(0);
}
