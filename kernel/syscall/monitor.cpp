// SPDX-License-Identifier: MIT
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

using namespace kernel;
using abi::Error;
using abi::Right;

int64_t sys_monitor_load(uint32_t system, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::devices);
    if (error != Error::ok)
        return refuse(error);
    if (size > abi::kMaxMonitorTable)
        return refuse(Error::overflow);
    void* table = allocate_charged(task, size);
    if (!table)
        return refuse(Error::limit);
    error = copy_in(task, table, address, size) ? kernel::kernel().monitor.load(table, size, task)
                                                : Error::bad_memory;
    if (error != Error::ok)
        release_charged(&task, table, size);
    return result(error);
}

int64_t sys_monitor_policy(uint32_t system, uint32_t subject, uint32_t number, uint32_t policy) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::kill_any);
    if (error != Error::ok)
        return refuse(error);
    if (subject > static_cast<uint32_t>(abi::PolicySubject::task) ||
        policy > static_cast<uint32_t>(abi::Policy::end))
        return refuse(Error::invalid);
    return result(kernel::kernel().monitor.set_policy(static_cast<abi::PolicySubject>(subject), number,
                                                      static_cast<abi::Policy>(policy)));
}

int64_t sys_monitor_read(uint32_t system, uint64_t first, uint64_t address, uint64_t capacity) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::inspect);
    if (error != Error::ok)
        return refuse(error);
    abi::Violation records[32];
    uint32_t wanted = capacity < 32 ? static_cast<uint32_t>(capacity) : 32;
    uint32_t count = kernel::kernel().monitor.violations().read(first, records, wanted);
    return copy_out(task, address, records, count * sizeof(abi::Violation)) ? count
                                                                            : refuse(Error::bad_memory);
}
