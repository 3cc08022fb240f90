// SPDX-License-Identifier: MIT
// What the machine says about itself, and how a driver says that there is nothing to drive.
#pragma once

#include "kernel/abi/hardware.hpp"
#include "kernel/abi/result.hpp"

#include <string_view>

namespace driver {

/// Exit status of a driver whose device does not exist here. init starts it no more.
inline constexpr int kNotHere = 69;

/// Needs Right::devices. Error: not_supported (a machine without hardware for drivers).
abi::Result<abi::HardwareInfo> machine();

/// The value of NAME=VALUE on a command line whose words are separated by blanks; empty if there is none. The
/// last one counts.
std::string_view option(std::string_view command_line, std::string_view name);

} // namespace driver
