// SPDX-License-Identifier: MIT
// What every system call begins with. The door checks handles, rights, limits and addresses; the objects act.
#pragma once

#include "kernel/abi/syscall.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

/// Success with a value, or the negative error.
constexpr int64_t refuse(abi::Error error) {
    return -static_cast<int64_t>(error);
}
inline int64_t result(abi::Error error) {
    return error == abi::Error::ok ? 0 : refuse(error);
}

/// Marks the time inside the kernel. The stack is probed first: a task that used up its native stack traps
/// here, where no kernel object is half changed.
class Door {
  public:
    Door() {
        arch::probe_stack();
        kernel().in_kernel = true;
    }
    ~Door() { kernel().in_kernel = false; }
    Door(const Door&) = delete;

    Task& task() const { return kernel().scheduler.current(); }
    /// A task that said exit gets nothing more.
    bool closed() const { return task().exiting; }
};

/// The system handle of the caller with the wanted right, or why not.
inline abi::Error check_system(Task& task, abi::Handle handle, abi::Right right) {
    HandleEntry* entry = task.handles.find(handle, abi::HandleType::system);
    if (!entry)
        return abi::Error::no_entry;
    return abi::includes(entry->rights, right) ? abi::Error::ok : abi::Error::permission;
}

/// Kernel memory to and from the caller's; false for addresses outside the task.
inline bool copy_out(Task& task, uint64_t address, const void* from, uint64_t size) {
    return arch::copy(task.slot, address, 0, reinterpret_cast<uintptr_t>(from), size);
}
inline bool copy_in(Task& task, void* to, uint64_t address, uint64_t size) {
    return arch::copy(0, reinterpret_cast<uintptr_t>(to), task.slot, address, size);
}

} // namespace kernel

/// Begins the body of a system call: `task` is the caller.
#define ENTER_KERNEL()                                                                                       \
    ::kernel::Door door;                                                                                     \
    if (door.closed()) [[unlikely]]                                                                          \
        return ::kernel::refuse(abi::Error::interrupted);                                                    \
    [[maybe_unused]] ::kernel::Task& task = door.task()
