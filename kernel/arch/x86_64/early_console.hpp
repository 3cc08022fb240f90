// SPDX-License-Identifier: MIT
// How the kernel speaks before there are drivers, and when it panics: the first serial port, if there is one,
// and the framebuffer, if there is one.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"

#include <cstdint>
#include <string_view>

namespace kernel::arch {

/// The ports of the serial line: whoever owns them is the one who speaks there.
inline constexpr uint16_t kSerialPort = 0x3f8;
inline constexpr uint16_t kSerialPorts = 8;

/// From now on text goes to the serial port, if one answers.
void start_serial_console();

/// From now on text goes to the screen too.
void start_screen_console(const abi::x86_64::Framebuffer& framebuffer);

/// Shows text, line ends as '\n'.
void show(std::string_view text);
void show_number(uint64_t number, unsigned base = 10, int width = 1);

/// Whether nobody else owns the device; while a driver does, only a panic speaks there.
void set_serial_console(bool free);
void set_screen_console(bool free);
/// The kernel is broken: it speaks everywhere again.
void take_consoles_back();

} // namespace kernel::arch
