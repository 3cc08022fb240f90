// SPDX-License-Identifier: MIT
// Physical memory in pages: a buddy allocator whose free blocks hold their own lists. A frame that several
// address spaces show is counted. Frames can be promised to a task before it touches them: nobody else gets
// those.
#pragma once

#include "kernel/abi/arch/x86_64/boot.hpp"
#include "kernel/abi/arch/x86_64/machine.hpp"

#include <cstddef>
#include <cstdint>

namespace kernel::arch {

using abi::x86_64::kPageSize;
using Physical = uint64_t;

/// Where the kernel sees physical memory.
template<typename T = char>
T* at_physical(Physical address) {
    return reinterpret_cast<T*>(address + abi::x86_64::kDirectMap);
}

constexpr uint64_t pages_of(uint64_t bytes) {
    return (bytes + kPageSize - 1) / kPageSize;
}

/// The order of the smallest block that has so many pages.
constexpr uint32_t order_of(uint64_t pages) {
    uint32_t order = 0;
    while ((uint64_t(1) << order) < pages)
        ++order;
    return order;
}

class Frames {
  public:
    static constexpr uint32_t kOrders = 11;         // blocks of 1, 2, 4 ... 1024 pages
    static constexpr uint64_t kKernelReserve = 512; // pages

    /// `records` (one a frame, from physical 0 on, `count` of them) is memory for the allocator itself;
    /// `memory` is where physical 0 is seen.
    void start(char* memory, uint32_t* records, uint64_t count);
    /// Gives [base, base + size) to the allocator, in blocks as large as they fit; parts of pages are left
    /// out.
    void add(Physical base, uint64_t size);

    /// A block of 2^order pages, aligned to its size, contents undefined; 0 when none is free or not
    /// promised.
    Physical allocate(uint32_t order = 0);
    /// As allocate, but the whole block lies below `limit`.
    Physical allocate_below(Physical limit, uint32_t order);
    /// As allocate(0), of what has been promised; never fails.
    Physical allocate_promised();
    /// One user less of each page of the block; what nobody uses is free again.
    void release(Physical block, uint32_t order = 0);
    /// One user more of a page.
    void retain(Physical frame) { ++record_of(frame); }
    uint32_t users(Physical frame) const {
        uint32_t record = records_[frame / kPageSize];
        return record & kFree ? 0 : record;
    }

    /// Sets `pages` aside for a task; false when there are not as many, or not enough would be left for the
    /// kernel's own objects and tables.
    bool promise(uint64_t pages);
    void take_back_promise(uint64_t pages) { promised_ -= pages; }

    uint64_t free_pages() const { return free_ - promised_; }
    uint64_t total_pages() const { return total_; }

  private:
    // A record: number of users, or kFree and the order in the first record of a free block.
    static constexpr uint32_t kFree = 0x8000'0000;
    struct Block {
        Block* next;
        Block* previous;
    };

    Physical place_of(const Block* block) const {
        return static_cast<Physical>(reinterpret_cast<const char*>(block) - memory_);
    }
    uint32_t& record_of(Physical frame) { return records_[frame / kPageSize]; }
    Physical take(uint32_t order);
    Physical cut(Block* found, uint32_t from, uint32_t order);
    void give(Physical block, uint32_t order);
    void link(Physical block, uint32_t order);
    void unlink(Physical block, uint32_t order);

    char* memory_ = nullptr;
    uint32_t* records_ = nullptr;
    uint64_t count_ = 0;
    uint64_t free_ = 0;
    uint64_t total_ = 0;
    uint64_t promised_ = 0;
    Block* lists_[kOrders] = {};
};

Frames& frames();

} // namespace kernel::arch
