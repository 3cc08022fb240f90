// SPDX-License-Identifier: MIT
// What is known since the start.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/acpi.hpp"

#include <string_view>

namespace kernel::arch {

const abi::x86_64::BootInformation& boot_information();
const Acpi& acpi();

/// The value of `name=value` in the command line, or "yes" for the bare word; empty: not there.
std::string_view boot_option(std::string_view name);

} // namespace kernel::arch
