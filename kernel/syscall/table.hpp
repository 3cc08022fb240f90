// SPDX-License-Identifier: MIT
// The system calls as functions. Each machine reaches them in its own way: a WebAssembly import, or a trap.
#pragma once

#include "kernel/abi/syscall.hpp"

// The machine may say (before this file) how its tasks find a system call.
#ifndef SYSTEM_CALL_LINKAGE
#define SYSTEM_CALL_LINKAGE(name)
#endif

#define DECLARE(name, arguments) SYSTEM_CALL_LINKAGE(name) int64_t sys_##name arguments;
extern "C" {
SWITCHBOARD_SYSCALLS(DECLARE)
}
#undef DECLARE
