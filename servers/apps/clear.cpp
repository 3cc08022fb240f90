// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{"clear", "Empties the screen and what was above it.\n", "", 0, 0};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    printf("\033[H\033[2J\033[3J");
    return apps::finish(0);
}
