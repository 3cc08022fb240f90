// SPDX-License-Identifier: MIT
#include "fibrils/arch/x86_64/pages.hpp"

#include "fibrils/arch/x86_64/machine_call.hpp"

#include <gtest/gtest.h>
#include <map>

namespace {

constexpr uint64_t kHeap = 0x10000000;
uint64_t heap_end = kHeap;
uint64_t heap_limit = ~uint64_t(0);
std::map<uint64_t, bool> guarded; // by page

uint64_t guarded_pages() {
    uint64_t count = 0;
    for (const auto& [page, is_guarded] : guarded)
        count += is_guarded;
    return count;
}

} // namespace

extern "C" {

int64_t machine_grow_heap(uint64_t bytes) {
    if (heap_end + bytes > heap_limit)
        return -static_cast<int64_t>(abi::Error::no_memory);
    heap_end += bytes;
    return static_cast<int64_t>(heap_end - bytes);
}

int64_t machine_guard_heap(uint64_t address, uint64_t size, uint64_t wanted) {
    EXPECT_EQ(address % pages::kSize, 0u);
    EXPECT_EQ(size % pages::kSize, 0u);
    for (uint64_t page = address; page < address + size; page += pages::kSize) {
        EXPECT_NE(guarded[page], wanted != 0) << "page " << page << " changes from and to the same";
        guarded[page] = wanted;
    }
    return 0;
}
}

TEST(Pages, are_new_when_none_was_given_back_and_rounded_up) {
    uint64_t before = heap_end;
    void* one = pages::take(1);
    void* two = pages::take(pages::kSize + 1);
    EXPECT_EQ(one, reinterpret_cast<void*>(before));
    EXPECT_EQ(two, reinterpret_cast<void*>(before + pages::kSize));
    EXPECT_EQ(heap_end, before + 3 * pages::kSize);
    pages::give_back(one, 1);
    pages::give_back(two, pages::kSize + 1);
    EXPECT_EQ(guarded_pages(), 3u);
    EXPECT_EQ(pages::take(3 * pages::kSize), one) << "neighbours are joined";
    EXPECT_EQ(guarded_pages(), 0u);
    pages::give_back(one, 3 * pages::kSize);
}

TEST(Pages, come_from_the_smallest_range_that_has_room) {
    uint64_t before = heap_end;
    char* all = static_cast<char*>(pages::take(20 * pages::kSize));
    pages::give_back(all + 4 * pages::kSize, 6 * pages::kSize);
    pages::give_back(all + 12 * pages::kSize, 4 * pages::kSize);
    EXPECT_EQ(pages::take(4 * pages::kSize), all + 12 * pages::kSize);
    EXPECT_EQ(pages::take(5 * pages::kSize), all + 4 * pages::kSize);
    EXPECT_GE(heap_end, before);
    pages::give_back(all, 9 * pages::kSize);
    pages::give_back(all + 10 * pages::kSize, 10 * pages::kSize);
}

TEST(Pages, without_memory_are_null_and_nothing_changes) {
    heap_limit = heap_end;
    EXPECT_EQ(pages::take(1000 * pages::kSize), nullptr);
    EXPECT_EQ(pages::take(~size_t(0)), nullptr) << "rounding up must not wrap around";
    heap_limit = ~uint64_t(0);
    void* memory = pages::take(1000 * pages::kSize);
    EXPECT_NE(memory, nullptr);
    pages::give_back(memory, 1000 * pages::kSize);
}

TEST(Pages, more_holes_than_can_be_remembered_cost_addresses_only) {
    constexpr uint64_t kHoles = 200;
    auto* all = static_cast<char*>(pages::take(2 * kHoles * pages::kSize));
    for (uint64_t hole = 0; hole < kHoles; hole++)
        pages::give_back(all + 2 * hole * pages::kSize, pages::kSize);
    for (uint64_t hole = 0; hole < kHoles; hole++)
        pages::take(pages::kSize);
    void* large = pages::take(50 * pages::kSize);
    EXPECT_NE(large, nullptr);
    for (uint64_t page = 0; page < 50; page++)
        EXPECT_FALSE(guarded[reinterpret_cast<uint64_t>(large) + page * pages::kSize]);
}
