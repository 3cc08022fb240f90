// SPDX-License-Identifier: MIT
#include "servers/usb/ring.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>

namespace usb {
namespace {

struct Memory {
    alignas(64) std::array<uint8_t, kPageSize> bytes{};
    Page page{bytes.data(), 0x40000};

    Block block(uint32_t index) const {
        Block block;
        std::memcpy(&block, bytes.data() + index * sizeof(Block), sizeof(Block));
        return block;
    }
    void put(uint32_t index, const Block& block) {
        std::memcpy(bytes.data() + index * sizeof(Block), &block, sizeof(Block));
    }
};

TEST(ProducerRing, gives_blocks_away_by_their_cycle_bit) {
    Memory memory;
    ProducerRing ring(memory.page);
    EXPECT_EQ(ring.start(), 0x40001u);
    EXPECT_EQ(ring.push({7, 8, Block::type(BlockType::normal)}), 0x40000u);
    EXPECT_EQ(ring.push({9, 0, Block::type(BlockType::normal)}), 0x40010u);
    EXPECT_EQ(memory.block(0).control, Block::type(BlockType::normal) | Block::kCycle);
    EXPECT_EQ(memory.block(0).parameter, 7u);
    EXPECT_EQ(memory.block(2).control & Block::kCycle, 0u) << "still the driver's";
    EXPECT_EQ(ring.position(), 0x40021u);
}

TEST(ProducerRing, links_back_and_turns_its_cycle_bit) {
    Memory memory;
    ProducerRing ring(memory.page);
    for (uint32_t i = 0; i < kRingBlocks - 1; i++)
        ring.push({i, 0, Block::type(BlockType::normal)});
    const Block link = memory.block(kRingBlocks - 1);
    EXPECT_EQ(link.type(), BlockType::link);
    EXPECT_EQ(link.parameter, 0x40000u);
    EXPECT_EQ(link.control & (Block::kCycle | Block::kToggleCycle), Block::kCycle | Block::kToggleCycle);
    EXPECT_EQ(ring.push({77, 0, Block::type(BlockType::normal)}), 0x40000u);
    EXPECT_EQ(memory.block(0).control & Block::kCycle, 0u);
    EXPECT_EQ(ring.position(), 0x40010u);
}

TEST(ConsumerRing, takes_what_is_its_and_goes_round) {
    Memory memory;
    ConsumerRing ring(memory.page);
    Block block;
    EXPECT_FALSE(ring.take(block));
    for (uint32_t i = 0; i < kRingBlocks; i++) {
        memory.put(i, {i, 0, Block::kCycle});
        ASSERT_TRUE(ring.take(block));
        EXPECT_EQ(block.parameter, i);
    }
    EXPECT_EQ(ring.position(), 0x40000u);
    EXPECT_FALSE(ring.take(block)) << "an old block is no new event";
    memory.put(0, {99, 0, 0});
    ASSERT_TRUE(ring.take(block));
    EXPECT_EQ(block.parameter, 99u);
}

} // namespace
} // namespace usb
