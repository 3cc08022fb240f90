// SPDX-License-Identifier: MIT
// The table that trap.S calls through: each function takes its arguments as the C convention has them.
#include "kernel/syscall/table.hpp"

#include "kernel/abi/arch/x86_64/machine.hpp"

extern "C" {

using SystemCallFunction = void (*)();
// Beside the code that every call runs through, so that they need no page of their own.
extern const SystemCallFunction system_call_table[];
[[gnu::section(".text.system_call_table")]] const SystemCallFunction system_call_table[] = {
#define ENTRY(name, arguments) reinterpret_cast<SystemCallFunction>(sys_##name),
    SWITCHBOARD_SYSCALLS(ENTRY)
#undef ENTRY
};

extern const uint64_t system_call_count;
[[gnu::section(".text.system_call_count")]] const uint64_t system_call_count =
    static_cast<uint64_t>(abi::x86_64::SystemCall::count);

// Until then the system call answers -Error::not_supported; see trap.S.
static_assert(static_cast<uint32_t>(abi::x86_64::SystemCall::count) < abi::x86_64::kFirstMachineCall);
}
