// SPDX-License-Identifier: MIT
#include "kernel/inspect/inspect.hpp"
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"
#include "kernel/task/create.hpp"

#include <cstring>

using namespace kernel;
using abi::Error;
using abi::Right;

namespace {

constexpr uint32_t kMaxEntries = 256; // of one answer

/// Copies entries that `list` made in the kernel to the task. T: a struct of abi/system.hpp.
template<typename T, typename List>
int64_t copy_list(Task& task, uint64_t address, uint64_t capacity, List list) {
    static T entries[kMaxEntries];
    uint32_t count = list(entries, capacity < kMaxEntries ? static_cast<uint32_t>(capacity) : kMaxEntries);
    return copy_out(task, address, entries, count * sizeof(T)) ? count : refuse(Error::bad_memory);
}

} // namespace

int64_t sys_system_machine(uint32_t system, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::inspect);
    if (error != Error::ok)
        return refuse(error);
    if (size < sizeof(abi::MachineInfo))
        return refuse(Error::overflow);
    abi::MachineInfo info = describe_machine();
    return copy_out(task, address, &info, sizeof(info)) ? 0 : refuse(Error::bad_memory);
}

int64_t sys_system_tasks(uint32_t system, uint64_t address, uint64_t capacity) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::inspect);
    if (error != Error::ok)
        return refuse(error);
    return copy_list<abi::TaskInfo>(task, address, capacity, [](abi::TaskInfo* to, uint32_t room) {
        uint32_t count = 0;
        kernel::kernel().tasks.for_each([&](Task& listed) {
            if (count < room)
                to[count++] = describe_task(listed);
        });
        return count;
    });
}

int64_t sys_system_phones(uint32_t system, uint64_t id, uint64_t address, uint64_t capacity) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::inspect);
    if (error != Error::ok)
        return refuse(error);
    Task* found = kernel::kernel().tasks.find(static_cast<abi::TaskId>(id));
    if (!found)
        return refuse(Error::no_entry);
    return copy_list<abi::PhoneInfo>(task, address, capacity, [&](abi::PhoneInfo* to, uint32_t room) {
        return list_phones(*found, to, room);
    });
}

int64_t sys_system_calls(uint32_t system, uint64_t id, uint64_t address, uint64_t capacity) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::inspect);
    if (error != Error::ok)
        return refuse(error);
    Task* found = kernel::kernel().tasks.find(static_cast<abi::TaskId>(id));
    if (!found)
        return refuse(Error::no_entry);
    return copy_list<abi::CallInfo>(task, address, capacity, [&](abi::CallInfo* to, uint32_t room) {
        return list_calls(*found, to, room);
    });
}

int64_t sys_system_kill(uint32_t system, uint64_t id) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::kill_any);
    if (error != Error::ok)
        return refuse(error);
    Task* found = kernel::kernel().tasks.find(static_cast<abi::TaskId>(id));
    if (!found)
        return refuse(Error::no_entry);
    kill_task(*found);
    return 0;
}
