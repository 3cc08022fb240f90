// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/symbol.hpp"

#include <cstring>

// Sorted by address. Zero entries in the first of the two links.
extern "C" {
struct KernelSymbol {
    uint32_t offset; // from kernel_text
    uint32_t name;   // in kernel_symbol_names
};
extern const uint32_t kernel_symbol_count;
extern const KernelSymbol kernel_symbols[];
extern const char kernel_symbol_names[];
extern char kernel_text[], kernel_rodata[];
}

namespace kernel::arch {

SymbolPlace find_symbol(uint64_t address) {
    auto begin = reinterpret_cast<uintptr_t>(kernel_text);
    if (address < begin || address >= reinterpret_cast<uintptr_t>(kernel_rodata))
        return {};
    uint32_t low = 0, high = kernel_symbol_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (begin + kernel_symbols[middle].offset <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return {};
    const KernelSymbol& found = kernel_symbols[low - 1];
    const char* name = kernel_symbol_names + found.name;
    return {{name, std::strlen(name)}, address - begin - found.offset};
}

} // namespace kernel::arch
