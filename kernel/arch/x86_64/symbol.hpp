// SPDX-License-Identifier: MIT
// Names of the kernel's functions, for a backtrace. The table is made from the linked kernel and linked in
// again; see native/boot/symbols.mjs.
#pragma once

#include <cstdint>
#include <string_view>

namespace kernel::arch {

struct SymbolPlace {
    std::string_view name; // empty: not in the kernel's code
    uint64_t offset;       // of the address in the function
};

SymbolPlace find_symbol(uint64_t address);

} // namespace kernel::arch
