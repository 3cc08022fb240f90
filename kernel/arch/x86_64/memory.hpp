// SPDX-License-Identifier: MIT
// The kernel's own view of memory: which frames there are, the kernel's mappings, windows on device memory.
#pragma once

#include "kernel/arch/x86_64/page_table.hpp"

namespace kernel::arch {

/// Takes the memory map over: frames, the kernel's final page table with W^X, the page attribute table.
/// Panics when there is too little memory to go on.
void start_memory(const abi::x86_64::BootInformation& information);

/// The kernel's page table; its upper half is part of every address space.
const PageTable& kernel_page_table();

enum class Cache { uncached, write_combining };
/// Shows [address, address + size) of device memory to the kernel, for good; nullptr: no memory for tables.
char* map_device(Physical address, uint64_t size, Cache cache);

/// Whether any of the range is memory that the kernel or tasks use, so that no driver may have it.
bool is_ram(Physical address, uint64_t size);

} // namespace kernel::arch
