// SPDX-License-Identifier: MIT
#include "servers/usb/ring.hpp"

#include <atomic>
#include <cstring>

namespace usb {

namespace {

volatile uint32_t* control_of(Page page, uint32_t index) {
    return reinterpret_cast<volatile uint32_t*>(page.bytes + index * sizeof(Block) + 12);
}

} // namespace

ProducerRing::ProducerRing(Page page) : page_(page) {}

// The word with the cycle bit comes last: with it the block is the controller's.
void ProducerRing::put(uint32_t index, const Block& block) {
    std::memcpy(page_.bytes + index * sizeof(Block), &block, 12);
    std::atomic_thread_fence(std::memory_order_release);
    *control_of(page_, index) = (block.control & ~Block::kCycle) | (cycle_ ? Block::kCycle : 0);
}

uint64_t ProducerRing::push(const Block& block) {
    const uint64_t address = page_.physical + next_ * sizeof(Block);
    put(next_, block);
    if (++next_ == kRingBlocks - 1) {
        put(next_, {page_.physical, 0, Block::type(BlockType::link) | Block::kToggleCycle});
        next_ = 0;
        cycle_ = !cycle_;
    }
    return address;
}

bool ConsumerRing::take(Block& block) {
    const uint32_t control = *control_of(page_, next_);
    if (((control & Block::kCycle) != 0) != cycle_)
        return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    std::memcpy(static_cast<void*>(&block), page_.bytes + next_ * sizeof(Block), 12);
    block.control = control;
    if (++next_ == kRingBlocks) {
        next_ = 0;
        cycle_ = !cycle_;
    }
    return true;
}

} // namespace usb
