// SPDX-License-Identifier: MIT
// The end of a program.
#pragma once

namespace startup {

/// Ends the task with `status` at once: no exit handlers run, no other fibril runs again.
/// Only from a fibril.
[[noreturn]] void exit_task(int status);

/// Set by a C library that is linked: called before main, when program_arguments() are known.
extern void (*prepare_program)();

/// Set by a C library that is linked: runs its exit handlers and ends in exit_task. Called when main returns.
extern void (*exit_program)(int status);

} // namespace startup
