// SPDX-License-Identifier: MIT
// The end of a broken kernel: registers, the way that led there with names, and what the user can do.
#pragma once

#include "kernel/arch/x86_64/trap.hpp"

#include <string_view>

namespace kernel::arch {

/// A trap that is nobody's but the kernel's. `address`: of the last page fault.
[[noreturn]] void panic_at(const TrapFrame& frame, uint64_t address);

/// Ends the emulator, where there is one that listens, with a status; returns where there is none.
void leave_emulator(uint32_t status);

} // namespace kernel::arch
