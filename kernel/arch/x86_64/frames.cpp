// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/frames.hpp"

#include "kernel/lib/panic.hpp"

namespace kernel::arch {

namespace {
constinit Frames all;

constexpr uint64_t bytes_of(uint32_t order) {
    return kPageSize << order;
}
} // namespace

Frames& frames() {
    return all;
}

void Frames::start(char* memory, uint32_t* records, uint64_t count) {
    memory_ = memory;
    records_ = records;
    count_ = count;
    for (uint64_t index = 0; index < count; ++index)
        records_[index] = 1; // used by nobody we know
}

void Frames::add(Physical base, uint64_t size) {
    uint64_t pages_end = (base + size) / kPageSize;
    Physical end = (pages_end < count_ ? pages_end : count_) * kPageSize;
    for (Physical block = pages_of(base) * kPageSize; block < end;) {
        uint32_t order = kOrders - 1;
        while (block % bytes_of(order) != 0 || bytes_of(order) > end - block)
            --order;
        for (Physical frame = block; frame < block + bytes_of(order); frame += kPageSize)
            record_of(frame) = 0;
        total_ += uint64_t(1) << order;
        give(block, order);
        block += bytes_of(order);
    }
}

Physical Frames::allocate(uint32_t order) {
    if (order >= kOrders || free_pages() < (uint64_t(1) << order))
        return 0;
    return take(order);
}

Physical Frames::allocate_below(Physical limit, uint32_t order) {
    if (order >= kOrders || free_pages() < (uint64_t(1) << order))
        return 0;
    for (uint32_t from = order; from < kOrders; ++from) {
        for (Block* block = lists_[from]; block; block = block->next) {
            Physical begin = place_of(block);
            if (begin + bytes_of(order) <= limit)
                return cut(block, from, order);
        }
    }
    return 0;
}

Physical Frames::allocate_promised() {
    KERNEL_ASSERT(promised_ > 0);
    --promised_;
    return take(0);
}

void Frames::release(Physical block, uint32_t order) {
    for (Physical frame = block; frame < block + bytes_of(order); frame += kPageSize) {
        KERNEL_ASSERT(users(frame) > 0);
        if (--record_of(frame) == 0)
            give(frame, 0);
    }
}

bool Frames::promise(uint64_t pages) {
    if (pages + kKernelReserve > free_pages())
        return false;
    promised_ += pages;
    return true;
}

Physical Frames::take(uint32_t order) {
    for (uint32_t found = order; found < kOrders; ++found) {
        if (lists_[found])
            return cut(lists_[found], found, order);
    }
    return 0;
}

// Takes a free block of order `from` and gives back what is more than `order`.
Physical Frames::cut(Block* found, uint32_t from, uint32_t order) {
    Physical block = place_of(found);
    unlink(block, from);
    while (from > order) {
        --from;
        link(block + bytes_of(from), from);
    }
    free_ -= uint64_t(1) << order;
    for (Physical frame = block; frame < block + bytes_of(order); frame += kPageSize)
        record_of(frame) = 1;
    return block;
}

void Frames::give(Physical block, uint32_t order) {
    free_ += uint64_t(1) << order;
    while (order + 1 < kOrders) {
        Physical other = block ^ bytes_of(order);
        if (other / kPageSize >= count_ || record_of(other) != (kFree | order))
            break;
        unlink(other, order);
        block &= ~bytes_of(order);
        ++order;
    }
    link(block, order);
}

void Frames::link(Physical block, uint32_t order) {
    auto* added = reinterpret_cast<Block*>(memory_ + block);
    added->next = lists_[order];
    added->previous = nullptr;
    if (lists_[order])
        lists_[order]->previous = added;
    lists_[order] = added;
    record_of(block) = kFree | order;
}

void Frames::unlink(Physical block, uint32_t order) {
    auto* removed = reinterpret_cast<Block*>(memory_ + block);
    (removed->previous ? removed->previous->next : lists_[order]) = removed->next;
    if (removed->next)
        removed->next->previous = removed->previous;
    // Inside a larger block now, or taken: not the first record of a free block of this order.
    record_of(block) = 0;
}

} // namespace kernel::arch
