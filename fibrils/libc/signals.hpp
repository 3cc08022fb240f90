// SPDX-License-Identifier: MIT
#pragma once

namespace libc {

/// What the program wants done with `signal`: runs its handler; ignores it; or, by default, ends the program
/// as a signal would (CHLD, CONT, URG and WINCH are ignored by default).
void deliver(int signal);

/// Ends the program; whoever waits for it hears that this signal did it.
[[noreturn]] void end_by_signal(int signal);

/// A write to a pipe that nobody reads any more: SIGPIPE.
void broken_pipe();

} // namespace libc
