// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

#include <set>

using namespace kernel;
using namespace kernel::host;

namespace {

class HeapTest : public KernelTest {
  protected:
    Heap& heap_ = kernel::kernel().heap;
};

TEST_F(HeapTest, a_block_is_the_next_power_of_two) {
    EXPECT_EQ(Heap::block_size(0), 32u);
    EXPECT_EQ(Heap::block_size(32), 32u);
    EXPECT_EQ(Heap::block_size(33), 64u);
    EXPECT_EQ(Heap::block_size(64), 64u);
    EXPECT_EQ(Heap::block_size(65), 128u);
    EXPECT_EQ(Heap::block_size(Heap::kLargest - 1), Heap::kLargest);
    EXPECT_EQ(Heap::block_size(Heap::kLargest), Heap::kLargest);
}

TEST_F(HeapTest, a_block_that_is_too_large_is_refused) {
    for (size_t size : {Heap::kLargest + 1, size_t(1) << 31, size_t(1) << 32, ~size_t(0)}) {
        EXPECT_EQ(Heap::block_size(size), 0u) << size;
        EXPECT_EQ(heap_.allocate(size), nullptr) << size;
    }
    EXPECT_EQ(heap_.used(), 0u);
}

TEST_F(HeapTest, blocks_do_not_overlap_and_are_aligned) {
    std::set<uintptr_t> blocks;
    for (int count = 0; count < 2000; ++count) {
        auto block = reinterpret_cast<uintptr_t>(heap_.allocate(100));
        EXPECT_EQ(block % 16, 0u);
        blocks.insert(block);
    }
    uintptr_t previous = 0;
    for (uintptr_t block : blocks) {
        EXPECT_GE(block - previous, 128u);
        previous = block;
    }
    EXPECT_EQ(blocks.size(), 2000u);
    for (uintptr_t block : blocks)
        heap_.release(reinterpret_cast<void*>(block), 100);
}

TEST_F(HeapTest, used_counts_whole_blocks) {
    void* block = heap_.allocate(33);
    EXPECT_EQ(heap_.used(), 64u);
    heap_.release(block, 33);
    EXPECT_EQ(heap_.used(), 0u);
}

TEST_F(HeapTest, a_released_block_is_used_again_before_the_machine_is_asked) {
    void* block = heap_.allocate(1000);
    size_t grown = machine().grown.size();
    for (int count = 0; count < 1000; ++count) {
        heap_.release(block, 1000);
        EXPECT_EQ(heap_.allocate(1000), block);
    }
    EXPECT_EQ(machine().grown.size(), grown);
    heap_.release(block, 1000);
}

TEST_F(HeapTest, a_machine_without_memory_is_a_null_pointer_and_no_harm) {
    machine().memory_exhausted = true;
    EXPECT_EQ(heap_.allocate(100), nullptr);
    EXPECT_EQ(heap_.used(), 0u);
    machine().memory_exhausted = false;
    void* block = heap_.allocate(100);
    EXPECT_NE(block, nullptr);
    heap_.release(block, 100);
}

TEST_F(HeapTest, an_account_says_no_at_its_limit_and_charges_nothing_then) {
    Account account;
    EXPECT_TRUE(account.charge(abi::kMaxKernelMemory));
    EXPECT_FALSE(account.charge(1));
    EXPECT_EQ(account.used(), abi::kMaxKernelMemory);
    account.refund(10);
    EXPECT_TRUE(account.charge(10));
}

} // namespace
