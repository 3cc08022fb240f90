// SPDX-License-Identifier: MIT
// What is known since the start.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/acpi.hpp"

#include <string_view>

namespace kernel::arch {

const abi::x86_64::BootInformation& boot_information();
const Acpi& acpi();

inline constexpr std::string_view kMemoryAdvice = "Switchboard needs a computer with 32 MiB of memory.";

/// Says on every output that there is that there can be no system: "<problem><what>.", and what the user can
/// do.
[[noreturn]] void cannot_start(std::string_view problem, std::string_view what, std::string_view advice);

/// The value of `name=value` in the command line, or "yes" for the bare word; empty: not there.
std::string_view boot_option(std::string_view name);

} // namespace kernel::arch
