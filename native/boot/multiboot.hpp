// SPDX-License-Identifier: MIT
// Reads what a multiboot2 loader (GRUB) tells. Source: Multiboot2 Specification 2.0, section 3.6.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"

#include <cstddef>

namespace boot {

/// Fills `to` from the information structure at `bytes`, of which at most `size` bytes can be read. What is
/// damaged or too much is named in to.problem; everything before it is kept.
void read_multiboot(const char* bytes, size_t size, abi::x86_64::BootInformation& to);

} // namespace boot
