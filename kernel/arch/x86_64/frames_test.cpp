// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/frames.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

namespace kernel {

void panic(const char* what) {
    std::fprintf(stderr, "kernel panic: %s\n", what);
    std::abort();
}

namespace arch {
namespace {

constexpr uint64_t kPages = 4096, kFirst = 16; // pages of memory, and the first that is free

class FramesTest : public ::testing::Test {
  protected:
    void SetUp() override {
        memory_.reset(static_cast<char*>(std::aligned_alloc(kPageSize, kPages * kPageSize)));
        frames_ = Frames();
        frames_.start(memory_.get(), records_.data(), kPages);
        frames_.add(kFirst * kPageSize, (kPages - kFirst) * kPageSize);
    }

    struct Release {
        void operator()(char* memory) const { std::free(memory); }
    };
    std::unique_ptr<char, Release> memory_;
    std::vector<uint32_t> records_ = std::vector<uint32_t>(kPages);
    Frames frames_;
};

TEST_F(FramesTest, all_pages_can_be_had_once_and_are_different) {
    std::set<Physical> had;
    while (Physical page = frames_.allocate()) {
        EXPECT_GE(page, kFirst * kPageSize);
        EXPECT_EQ(page % kPageSize, 0u);
        EXPECT_TRUE(had.insert(page).second);
    }
    EXPECT_EQ(had.size(), kPages - kFirst);
    EXPECT_EQ(frames_.free_pages(), 0u);
}

TEST_F(FramesTest, pages_that_came_back_are_whole_blocks_again) {
    uint64_t largest = 0;
    while (frames_.allocate(Frames::kOrders - 1) != 0)
        ++largest;
    FramesTest::SetUp();
    std::vector<Physical> pages;
    while (Physical page = frames_.allocate())
        pages.push_back(page);
    std::shuffle(pages.begin(), pages.end(), std::mt19937(1));
    for (Physical page : pages)
        frames_.release(page);
    EXPECT_EQ(frames_.free_pages(), kPages - kFirst);
    uint64_t again = 0;
    while (frames_.allocate(Frames::kOrders - 1) != 0)
        ++again;
    EXPECT_EQ(again, largest);
    EXPECT_GT(again, 0u);
}

TEST_F(FramesTest, blocks_are_aligned_to_their_size_and_none_overlaps_another) {
    std::mt19937 random(1);
    std::map<Physical, uint32_t> blocks;
    for (int round = 0; round < 20'000; ++round) {
        if (random() % 2 == 0) {
            uint32_t order = random() % 6;
            Physical block = frames_.allocate(order);
            if (block == 0)
                continue;
            EXPECT_EQ(block % (kPageSize << order), 0u);
            auto above = blocks.lower_bound(block);
            EXPECT_TRUE(above == blocks.end() || block + (kPageSize << order) <= above->first);
            EXPECT_TRUE(above == blocks.begin() ||
                        std::prev(above)->first + (kPageSize << std::prev(above)->second) <= block);
            blocks[block] = order;
        } else if (!blocks.empty()) {
            auto victim = std::next(blocks.begin(), random() % blocks.size());
            frames_.release(victim->first, victim->second);
            blocks.erase(victim);
        }
    }
    uint64_t used = 0;
    for (auto [block, order] : blocks)
        used += uint64_t(1) << order;
    EXPECT_EQ(frames_.free_pages(), kPages - kFirst - used);
}

TEST_F(FramesTest, a_promised_page_is_nobody_elses) {
    constexpr uint64_t kReserve = Frames::kKernelReserve;
    uint64_t promised = frames_.free_pages() - kReserve;
    ASSERT_TRUE(frames_.promise(promised));
    EXPECT_FALSE(frames_.promise(1)); // the kernel's own reserve
    for (uint64_t count = 0; count < kReserve; ++count)
        EXPECT_NE(frames_.allocate(), 0u);
    EXPECT_EQ(frames_.allocate(), 0u);
    EXPECT_NE(frames_.allocate_promised(), 0u);
    frames_.take_back_promise(promised - 1);
    EXPECT_EQ(frames_.free_pages(), promised - 1);
}

TEST_F(FramesTest, a_shared_page_is_free_when_its_last_user_has_gone) {
    Physical page = frames_.allocate();
    frames_.retain(page);
    EXPECT_EQ(frames_.users(page), 2u);
    uint64_t before = frames_.free_pages();
    frames_.release(page);
    EXPECT_EQ(frames_.free_pages(), before);
    frames_.release(page);
    EXPECT_EQ(frames_.free_pages(), before + 1);
}

TEST_F(FramesTest, a_page_that_is_free_already_cannot_be_released) {
    std::vector<Physical> pages;
    while (Physical page = frames_.allocate())
        pages.push_back(page);
    for (Physical page : pages)
        frames_.release(page); // many are now the beginning of a larger block
    for (size_t index = 0; index < pages.size(); index += 97)
        EXPECT_DEATH(frames_.release(pages[index]), "users");
}

TEST_F(FramesTest, parts_of_pages_are_left_out) {
    std::vector<uint32_t> records(kPages);
    Frames frames;
    frames.start(memory_.get(), records.data(), kPages);
    frames.add(kPageSize + 1, 3 * kPageSize);
    EXPECT_EQ(frames.free_pages(), 2u);
}

} // namespace
} // namespace arch
} // namespace kernel
