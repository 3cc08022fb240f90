// SPDX-License-Identifier: MIT
// Rings of blocks through which driver and controller talk. A cycle bit in each block says whose it is, so
// that neither has to read the other's position.
#pragma once

#include "servers/usb/hardware.hpp"

namespace usb {

enum class BlockType : uint32_t {
    normal = 1,
    setup = 2,
    data = 3,
    status = 4,
    link = 6,
    enable_slot = 9,
    disable_slot = 10,
    address_device = 11,
    configure_endpoint = 12,
    evaluate_context = 13,
    reset_endpoint = 14,
    set_dequeue = 16,
    transfer_event = 32,
    command_completion = 33,
    port_change = 34,
};

inline constexpr uint32_t kSuccess = 1;
inline constexpr uint32_t kShortPacket = 13;

/// One block (transfer request block), as both sides see it.
struct Block {
    uint64_t parameter = 0;
    uint32_t status = 0;
    uint32_t control = 0;

    static constexpr uint32_t kCycle = 1 << 0;
    static constexpr uint32_t kToggleCycle = 1 << 1; // of a link
    static constexpr uint32_t kShortInterrupts = 1 << 2;
    static constexpr uint32_t kInterrupt = 1 << 5;
    static constexpr uint32_t kImmediate = 1 << 6;
    static constexpr uint32_t kIn = 1 << 16;

    static constexpr uint32_t type(BlockType type) { return uint32_t(type) << 10; }
    BlockType type() const { return BlockType(control >> 10 & 63); }
    uint32_t completion() const { return status >> 24; }
    uint32_t slot() const { return control >> 24; }
    uint32_t endpoint() const { return control >> 16 & 31; }
    /// Bytes that were not moved.
    uint32_t residue() const { return status & 0xffffff; }
};
static_assert(sizeof(Block) == 16);

/// One page of blocks; its last one links back to the first.
inline constexpr uint32_t kRingBlocks = kPageSize / sizeof(Block);

/// The driver writes, the controller reads: commands and transfers.
class ProducerRing {
  public:
    ProducerRing() = default;
    explicit ProducerRing(Page page);

    /// Puts a block and returns its physical address. The caller keeps fewer than kRingBlocks - 1 on their
    /// way.
    uint64_t push(const Block& block);
    /// Where the controller begins, with the cycle bit that it expects.
    uint64_t start() const { return page_.physical | Block::kCycle; }
    /// The same for the next block that will be put.
    uint64_t position() const { return (page_.physical + next_ * sizeof(Block)) | (cycle_ ? 1 : 0); }
    Page page() const { return page_; }

  private:
    void put(uint32_t index, const Block& block);

    Page page_;
    uint32_t next_ = 0;
    bool cycle_ = true;
};

/// The controller writes, the driver reads: events.
class ConsumerRing {
  public:
    ConsumerRing() = default;
    explicit ConsumerRing(Page page) : page_(page) {}

    /// Takes the next event; false if there is none.
    bool take(Block& block);
    /// Physical address of the first event that was not taken.
    uint64_t position() const { return page_.physical + next_ * sizeof(Block); }

  private:
    Page page_;
    uint32_t next_ = 0;
    bool cycle_ = true;
};

} // namespace usb
