// SPDX-License-Identifier: MIT
// The kernel's own memory: blocks of powers of two, each size with its free list. Constant time, no
// compaction.
#pragma once

#include "kernel/lib/poison.hpp"

#include <cstddef>
#include <cstdint>

namespace kernel {

class Heap {
  public:
    static constexpr uint32_t kSmallestBits = 5;
    static constexpr size_t kSmallest = size_t(1) << kSmallestBits;
    static constexpr size_t kLargest = 256 * 1024;

    /// Number of the smallest size class that holds `size`; kClasses when none does. Constant for constant
    /// sizes.
    static constexpr uint32_t class_of(size_t size) {
        if (size <= kSmallest)
            return 0;
        if (size > kLargest)
            return kClasses;
        return 32 - static_cast<uint32_t>(__builtin_clz(static_cast<uint32_t>(size - 1))) - kSmallestBits;
    }

    /// Bytes that a block for `size` really takes; 0 when no block is that large.
    static constexpr size_t block_size(size_t size) {
        uint32_t number = class_of(size);
        return number < kClasses ? kSmallest << number : 0;
    }

    /// Uninitialised block of at least `size` bytes, aligned to 16; nullptr when there is no memory.
    void* allocate(size_t size) {
        uint32_t number = class_of(size);
        if (number == kClasses || (!free_[number] && !refill(number)))
            return nullptr;
        Free* first = free_[number];
        KERNEL_UNPOISON(first, size < sizeof(Free) ? sizeof(Free) : size);
        free_[number] = first->next;
        used_ += kSmallest << number;
        return first;
    }
    /// `size` as given to allocate.
    void release(void* block, size_t size) {
        uint32_t number = class_of(size);
        auto* freed = static_cast<Free*>(block);
        freed->next = free_[number];
        free_[number] = freed;
        KERNEL_POISON(block, kSmallest << number);
        used_ -= kSmallest << number;
    }
    uint64_t used() const { return used_; }

  private:
    static constexpr uint32_t kClasses = 14; // 32 .. 256 KiB
    struct Free {
        Free* next;
    };
    bool refill(uint32_t number);

    Free* free_[kClasses] = {};
    uint64_t used_ = 0;
};

} // namespace kernel
