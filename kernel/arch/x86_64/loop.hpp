// SPDX-License-Identifier: MIT
// What happens between dispatches: time passes, interrupts are told, the log is shown; and waiting when
// nothing is ready.
#pragma once

#include <cstdint>

namespace kernel::arch {

[[noreturn]] void run_machine();
/// Shows what is new in the kernel log.
void show_log();

/// Switches the computer off; if that does not work, says that it may be switched off now, and stops.
[[noreturn]] void halt_machine(uint32_t status);
[[noreturn]] void reboot_machine();

} // namespace kernel::arch
