// SPDX-License-Identifier: MIT
// Ctrl-C while commands run. Two implementations: interrupt_console.cpp asks the terminal of the system,
// interrupt_signal.cpp uses the signals of the host for which the unit tests are built.
#pragma once

#include <sys/types.h>
#include <vector>

namespace shell {

/// From now on Ctrl-C on the terminal of descriptor 0, 1 or 2 ends the processes in the foreground and is
/// remembered. Without a terminal nothing happens. Once.
void watch_interrupts();

/// Whether there was a Ctrl-C since clear_interrupt.
bool interrupted();
void clear_interrupt();

/// The processes that a Ctrl-C ends. The caller replaces them by an empty list when it has waited for them.
void set_foreground(std::vector<pid_t> processes);

/// Lets the rest of the machine run: called now and then by loops that start no program.
void pause_for_others();

} // namespace shell
