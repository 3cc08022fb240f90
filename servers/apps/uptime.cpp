// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{"uptime", "Says how long the machine runs and what it has done.\n", "", 0, 0};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    auto info = apps::machine_info();
    if (!info.ok())
        return apps::complain_about("uptime", info.error());
    unsigned long long seconds = info->uptime / 1'000'000;
    printf("up ");
    if (seconds >= 3600)
        printf("%llu h ", seconds / 3600);
    if (seconds >= 60)
        printf("%llu min ", seconds / 60 % 60);
    printf("%llu s, %u tasks, %llu dispatches, kernel memory %s, %s on %s\n", seconds % 60, info->tasks,
           static_cast<unsigned long long>(info->dispatches), apps::human_size(info->kernel_memory).c_str(),
           info->build, info->machine);
    return apps::finish(0);
}
