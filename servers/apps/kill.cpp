// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cstring>

namespace {
constexpr const char* kUsage = "usage: kill [-SIGNAL] TASK...\n";
constexpr const char* kHelp =
    "Ends tasks, given by number or name. All signals do the same: the task ends at once.\n";
} // namespace

int main(int count, char** values) {
    apps::set_program_name("kill");
    int first = count > 1 && values[1][0] == '-' ? 2 : 1;
    if (count > 1 && !strcmp(values[1], "--help")) {
        printf("%s%s", kUsage, kHelp);
        return apps::finish(0);
    }
    if (first >= count) {
        apps::complain("something is missing");
        fputs(kUsage, stderr);
        return 2;
    }
    int status = 0;
    for (int i = first; i < count; ++i) {
        abi::TaskId task = apps::find_task(values[i]);
        int64_t result = task == 0 ? 0 : sys_system_kill(abi::kSystemHandle, task);
        if (task == 0)
            status = 1;
        else if (result < 0)
            status = apps::complain_about(values[i], fibril::error_of(result));
    }
    return status;
}
