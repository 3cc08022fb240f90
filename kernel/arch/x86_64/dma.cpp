// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/dma.hpp"

#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/clock.hpp"
#include "kernel/arch/x86_64/frames.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

constexpr uint32_t kMaxResting = 256;
constexpr int64_t kRest = 1'000'000; // microseconds

struct Resting {
    Physical block;
    uint32_t order;
    int64_t until;
};

// Oldest first.
constinit Resting resting[kMaxResting] = {};
constinit uint32_t resting_count = 0;

void give_back_oldest() {
    frames().release(resting[0].block, resting[0].order);
    --resting_count;
    std::memmove(resting, resting + 1, resting_count * sizeof(Resting));
}

} // namespace

void settle_dma() {
    if (resting_count == 0)
        return;
    int64_t now = microseconds();
    while (resting_count > 0 && resting[0].until <= now)
        give_back_oldest();
}

uint64_t dma_allocate(uint64_t size) {
    constexpr uint64_t kReachable = uint64_t(1) << 32;
    settle_dma();
    uint32_t order = order_of(pages_of(size));
    Physical block = frames().allocate_below(kReachable, order);
    if (block != 0)
        std::memset(at_physical(block), 0, kPageSize << order);
    return block;
}

void dma_release(uint64_t physical, uint64_t size) {
    if (resting_count == kMaxResting)
        give_back_oldest();
    resting[resting_count++] = {physical, order_of(pages_of(size)), microseconds() + kRest};
}

} // namespace kernel::arch
