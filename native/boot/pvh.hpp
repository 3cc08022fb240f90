// SPDX-License-Identifier: MIT
// Reads what a PVH loader (QEMU's -kernel) tells. Source: Xen's public/arch-x86/hvm/start_info.h, version 1.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"

namespace boot {

/// Where physical memory can be read: the address of physical 0. Only the first 4 GiB count.
using Physical = const char*;

/// Fills `to` from the start information at physical address `address`. What is damaged is named in
/// to.problem.
void read_pvh(Physical memory, uint64_t address, abi::x86_64::BootInformation& to);

} // namespace boot
