// SPDX-License-Identifier: MIT
#include "servers/apps/command.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>
#include <ctime>

namespace {
constexpr apps::Usage kUsage{"time COMMAND [ARGUMENT...]", "Runs a command and says how long it took.\n", "+",
                             1};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    int status = apps::run_command(arguments.operands());
    clock_gettime(CLOCK_MONOTONIC, &after);
    long long microseconds =
        (after.tv_sec - before.tv_sec) * 1'000'000ll + (after.tv_nsec - before.tv_nsec) / 1000;
    fprintf(stderr, "time: %lld.%03lld s\n", microseconds / 1'000'000, microseconds / 1000 % 1000);
    return status;
}
