// SPDX-License-Identifier: MIT
#include "kernel/memory/heap.hpp"

#include "kernel/arch/machine.hpp"

namespace kernel {

void* Heap::allocate(size_t size) {
    size_t block = block_size(size);
    if (block == 0)
        return nullptr;
    size_t number = class_of(block);
    if (!free_[number] && !refill(number))
        return nullptr;
    Free* first = free_[number];
    free_[number] = first->next;
    used_ += block;
    return first;
}

void Heap::release(void* block, size_t size) {
    size_t number = class_of(block_size(size));
    auto* freed = static_cast<Free*>(block);
    freed->next = free_[number];
    free_[number] = freed;
    used_ -= block_size(size);
}

// Small blocks come sixteen kilobytes at a time, so that growing the kernel stays rare.
bool Heap::refill(size_t number) {
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
    }
    return true;
}

} // namespace kernel
