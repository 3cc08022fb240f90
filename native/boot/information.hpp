// SPDX-License-Identifier: MIT
// What both loaders' readers do with abi::x86_64::BootInformation.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"

#include <cstddef>

namespace boot {

using abi::x86_64::BootInformation;
using abi::x86_64::MemoryKind;

/// A value of the loader's structures, which are not aligned for us.
template<typename T>
T value_at(const char* bytes) {
    T value;
    __builtin_memcpy(&value, bytes, sizeof(value));
    return value;
}

/// Copies text up to a NUL, `size` bytes or the room in `to`, and ends it with a NUL.
void copy_text(char* to, size_t room, const char* from, size_t size);

/// A range of the loader's memory map; `type` as in ACPI: 1 usable, 3 ACPI tables, anything else reserved.
void add_range(BootInformation& to, uint64_t base, uint64_t size, uint32_t type);

} // namespace boot
