// SPDX-License-Identifier: MIT
#include "kernel/memory/heap.hpp"

#include "kernel/arch/machine.hpp"
#include "kernel/lib/poison.hpp"

namespace kernel {

// Small blocks come sixteen kilobytes at a time, so that growing the kernel stays rare.
bool Heap::refill(uint32_t number) {
    constexpr size_t kChunk = 16 * 1024;
    size_t block = kSmallest << number;
    size_t bytes = block < kChunk ? kChunk : block;
    auto* memory = static_cast<char*>(arch::grow(bytes));
    if (!memory)
        return false;
    for (size_t offset = bytes; offset >= block; offset -= block) {
        auto* freed = reinterpret_cast<Free*>(memory + offset - block);
        freed->next = free_[number];
        free_[number] = freed;
        KERNEL_POISON(freed, block);
    }
    return true;
}

} // namespace kernel
