// SPDX-License-Identifier: MIT
// getppid. The kernel tells the creator only to those who may inspect tasks; to others the parent is task 1.
#include "fibrils/arch/syscall.hpp"
#include "kernel/abi/system.hpp"

#include <vector>

extern "C" long __syscall_getppid(void) {
    std::vector<abi::TaskInfo> tasks(abi::kMaxTasks);
    const int64_t count =
        sys_system_tasks(abi::kSystemHandle, fibril::address_of(tasks.data()), tasks.size());
    const auto self = abi::TaskId(sys_task_id());
    for (int64_t i = 0; i < count; i++)
        if (tasks[size_t(i)].id == self)
            return long(tasks[size_t(i)].creator);
    return 1;
}
