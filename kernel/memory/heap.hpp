// SPDX-License-Identifier: MIT
// The kernel's own memory: blocks of powers of two, each size with its free list. Constant time, no
// compaction.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kernel {

class Heap {
  public:
    static constexpr size_t kSmallest = 32;
    static constexpr size_t kLargest = 256 * 1024;

    /// Bytes that a block for `size` really takes; 0 when no block is that large.
    static constexpr size_t block_size(size_t size) {
        size_t block = kSmallest;
        while (block < size && block <= kLargest)
            block *= 2;
        return block <= kLargest ? block : 0;
    }

    /// Uninitialised block of at least `size` bytes, aligned to 16; nullptr when there is no memory.
    void* allocate(size_t size);
    /// `size` as given to allocate.
    void release(void* block, size_t size);
    uint64_t used() const { return used_; }

  private:
    static constexpr size_t kClasses = 14; // 32 .. 256 KiB
    struct Free {
        Free* next;
    };
    static constexpr size_t class_of(size_t block) {
        size_t number = 0;
        while ((kSmallest << number) < block)
            ++number;
        return number;
    }
    bool refill(size_t number);

    Free* free_[kClasses] = {};
    uint64_t used_ = 0;
};

} // namespace kernel
