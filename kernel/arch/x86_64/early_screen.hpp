// SPDX-License-Identifier: MIT
// Text on the framebuffer, drawn by the kernel itself: the boot log and a panic.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"

namespace kernel::arch {

/// Clears the screen. Nothing is ever shown when there is no framebuffer, or one with pixels of other sizes
/// than 2, 3 or 4 bytes.
void start_early_screen(const abi::x86_64::Framebuffer& framebuffer);
/// One character of ASCII; '\n' begins a new line. Where the screen is full it goes on at the top, with an
/// empty line ahead: scrolling would have to read the screen, which is slow.
void write_early_screen(char character);

/// Whether text appears.
bool has_early_screen();

} // namespace kernel::arch
