// SPDX-License-Identifier: MIT
// The contract of a machine for fibrils: run one on its own stack until it gives up the processor.
// The scheduler resumes, the fibril suspends. machine/switch.hpp of fibrils/arch/<arch> says whether the
// machine can also switch from fibril to fibril.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fibril::arch {

/// Where a suspended fibril goes on. The words belong to the machine. Must not move while in use.
struct Context {
    uintptr_t words[8] = {};
};

// The names after __asm__ are those of the assembly: a C++ function around it would be one more frame to
// save.

/// The first resume will call entry(argument) on `stack` (16-byte aligned, `size` bytes, owned by the
/// caller).
void prepare(Context& context, void* stack, size_t size, void (*entry)(void*), void* argument);

/// Scheduler only: runs the fibril, and those that it switches to, until one suspends (false) or its entry
/// returns (true). Ends the task when the stack is too small to keep what must be kept of a suspended fibril.
bool resume(Context& context) __asm__("fibril_resume");

/// Only the fibril of this context: returns when it is resumed.
void suspend(Context& context) __asm__("fibril_suspend");

/// The last suspend of a fibril: it will never be resumed.
[[noreturn]] void leave(Context& context);

/// Scheduler only: calls a function that must not wait.
void call_outside(void (*function)(void*), void* argument) __asm__("fibril_call_outside");

/// Bytes of memory that make a stack on which as much fits as on one of `size` bytes on wasm, where return
/// addresses and most variables are not on it.
size_t stack_bytes(size_t size);

/// Memory for the stack of a fibril, 16-byte aligned; null if there is none. `size` comes from stack_bytes.
void* take_stack(size_t size);
void give_back_stack(void* stack, size_t size);

/// Called first in the life of a task. Memory for the stack of the main fibril, before constructors have run;
/// never freed. Null if there is none.
void* reserve_main_stack(size_t size);

/// Runs the constructors of global objects where the start of the program has not done so.
void run_constructors();

/// Ends the task with FaultKind::unreachable.
[[noreturn]] void trap();

} // namespace fibril::arch
