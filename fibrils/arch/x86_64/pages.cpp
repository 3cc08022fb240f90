// SPDX-License-Identifier: MIT
#include "fibrils/arch/x86_64/pages.hpp"

#include "fibrils/arch/x86_64/machine_call.hpp"

#include <cstdint>

namespace pages {

namespace {

struct Range {
    uintptr_t begin, end;
};

// Free ranges, in no order, none touching another; all of them are guarded. When there are too many, the
// smallest one is forgotten: that costs addresses, of which there are more than enough, and no memory.
constexpr size_t kRanges = 64;
Range ranges[kRanges];
size_t range_count = 0;

uintptr_t round_up(size_t bytes) {
    return (bytes + kSize - 1) & ~uintptr_t(kSize - 1);
}

void remove(Range& range) {
    range = ranges[--range_count];
}

size_t size_of(const Range& range) {
    return range.end - range.begin;
}

Range* find_smallest(size_t least) {
    Range* best = nullptr;
    for (Range *range = ranges, *end = ranges + range_count; range < end; range++)
        if (size_of(*range) >= least && (!best || size_of(*range) < size_of(*best)))
            best = range;
    return best;
}

/// Takes the neighbour that ends or begins where `range` begins or ends out of the table and joins it.
bool join_neighbour(Range& range) {
    for (size_t i = 0; i < range_count; i++) {
        Range& other = ranges[i];
        if (other.end != range.begin && other.begin != range.end)
            continue;
        if (other.end == range.begin)
            range.begin = other.begin;
        else
            range.end = other.end;
        remove(other);
        return true;
    }
    return false;
}

} // namespace

void* take(size_t bytes) {
    const uintptr_t size = round_up(bytes);
    if (size < bytes)
        return nullptr;
    Range* range = find_smallest(size);
    if (!range) {
        const int64_t grown = machine_grow_heap(size);
        return grown < 0 ? nullptr : reinterpret_cast<void*>(grown);
    }
    const uintptr_t memory = range->begin;
    if (machine_guard_heap(memory, size, false) < 0)
        return nullptr;
    range->begin += size;
    if (range->begin == range->end)
        remove(*range);
    return reinterpret_cast<void*>(memory);
}

void give_back(void* memory, size_t bytes) {
    Range range{reinterpret_cast<uintptr_t>(memory), reinterpret_cast<uintptr_t>(memory) + round_up(bytes)};
    machine_guard_heap(range.begin, size_of(range), true);
    while (join_neighbour(range))
        ;
    if (range_count == kRanges) {
        Range* smallest = find_smallest(0);
        if (size_of(*smallest) >= size_of(range))
            return;
        remove(*smallest);
    }
    ranges[range_count++] = range;
}

} // namespace pages
