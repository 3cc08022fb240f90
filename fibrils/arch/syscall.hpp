// SPDX-License-Identifier: MIT
// The system calls as functions: sys_<name>(...). Arguments and results: kernel/abi/syscall.hpp.
// machine/linkage.hpp comes from fibrils/arch/<arch>; it says how such a function reaches the kernel.
#pragma once

#include "kernel/abi/syscall.hpp"
#include "machine/linkage.hpp"

extern "C" {
#define SWITCHBOARD_DECLARE_SYSCALL(name, arguments)                                                         \
    int64_t sys_##name arguments SWITCHBOARD_KERNEL_LINKAGE(name);
SWITCHBOARD_SYSCALLS(SWITCHBOARD_DECLARE_SYSCALL)
#undef SWITCHBOARD_DECLARE_SYSCALL
}

namespace fibril {

/// The error in the result of a system call; Error::ok for a success.
inline abi::Error error_of(int64_t result) {
    return result < 0 ? static_cast<abi::Error>(-result) : abi::Error::ok;
}

/// A pointer as the kernel wants it.
inline abi::Address address_of(const void* pointer) {
    return reinterpret_cast<uintptr_t>(pointer);
}

} // namespace fibril
