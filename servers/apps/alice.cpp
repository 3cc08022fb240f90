// SPDX-License-Identifier: MIT
#include "servers/apps/keeper.hpp"
#include "servers/apps/program.hpp"

namespace {
constexpr apps::Usage kUsage{"alice", "A server of the lessons: keeps a number until it is ended.\n", "", 0,
                             0};
}

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    return arguments.ok() ? keeper::serve(keeper::Side::alice) : arguments.status();
}
