// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Handle;
using abi::HandleType;
using abi::Right;

namespace {

class HandleTest : public KernelTest {
  protected:
    TestTask task_ = spawn("task");
    HandleTable& table_ = task_.task().handles;

    Handle add(uintptr_t object = 1) { return table_.add(HandleType::device, object, Right::all).value(); }
};

TEST_F(HandleTest, handles_count_up_from_1) {
    EXPECT_EQ(add(), 1u);
    EXPECT_EQ(add(), 2u);
}

TEST_F(HandleTest, a_handle_is_found_only_under_its_type) {
    Handle handle = add(3);
    EXPECT_NE(table_.find(handle, HandleType::device), nullptr);
    for (HandleType type : {HandleType::free, HandleType::phone, HandleType::call, HandleType::task,
                            HandleType::image, HandleType::system})
        EXPECT_EQ(table_.find(handle, type), nullptr);
}

TEST_F(HandleTest, zero_is_never_a_handle) {
    add();
    EXPECT_EQ(table_.find(0), nullptr);
    EXPECT_EQ(table_.find(abi::kMaxHandles), nullptr); // slot 0, another generation
}

TEST_F(HandleTest, a_reused_slot_has_a_new_handle) {
    Handle first = add();
    table_.remove(first);
    Handle second = add();
    EXPECT_EQ(first & (abi::kMaxHandles - 1), second & (abi::kMaxHandles - 1));
    EXPECT_NE(first, second);
    EXPECT_EQ(table_.find(first), nullptr);
    EXPECT_NE(table_.find(second), nullptr);
}

TEST_F(HandleTest, a_reserved_handle_is_invisible_until_published) {
    Handle handle = table_.reserve().value();
    EXPECT_EQ(table_.find(handle), nullptr);
    table_.publish(handle, HandleType::device, 1, Right::none);
    EXPECT_NE(table_.find(handle), nullptr);
}

TEST_F(HandleTest, a_task_has_4095_handles_and_the_next_is_refused) {
    for (uint32_t count = 0; count < abi::kMaxHandles - 1; ++count)
        ASSERT_TRUE(table_.add(HandleType::device, 0, Right::none).ok());
    EXPECT_EQ(table_.add(HandleType::device, 0, Right::none).error(), Error::limit);
    EXPECT_EQ(table_.count(), abi::kMaxHandles - 1);
    table_.remove(17);
    EXPECT_TRUE(table_.add(HandleType::device, 0, Right::none).ok());
}

TEST_F(HandleTest, the_table_is_charged_to_its_task_as_it_grows) {
    uint64_t before = task_.task().account.used();
    for (int count = 0; count < 200; ++count)
        add();
    EXPECT_EQ(task_.task().account.used(), before + table_.memory());
    EXPECT_GE(table_.memory(), 200 * sizeof(HandleEntry));
}

TEST_F(HandleTest, a_task_that_cannot_pay_gets_no_handle) {
    uint64_t before = task_.task().account.used();
    while (task_.task().account.charge(32)) {
    }
    EXPECT_EQ(table_.add(HandleType::device, 0, Right::none).error(), Error::limit);
    EXPECT_EQ(table_.add_at(5, HandleType::device, 0, Right::none).error(), Error::limit);
    task_.task().account.refund(task_.task().account.used() - before);
}

TEST_F(HandleTest, a_machine_without_memory_gives_no_handle) {
    machine().memory_exhausted = true;
    while (kernel::kernel().heap.allocate(32)) { // until even the free blocks are gone
    }
    uint64_t used = kernel::kernel().heap.used();
    TestTask second(*kernel::kernel().tasks.create("second", 0).value());
    EXPECT_EQ(second.task().handles.add(HandleType::device, 0, Right::none).error(), Error::no_memory);
    EXPECT_EQ(second.task().account.used(), 0u);
    EXPECT_EQ(kernel::kernel().heap.used(), used);
    reset_kernel(); // the test's own blocks
}

TEST_F(HandleTest, a_fixed_slot_can_be_taken_once) {
    EXPECT_EQ(table_.add_at(5, HandleType::device, 0, Right::none).value(), 5u);
    EXPECT_EQ(table_.add_at(5, HandleType::device, 0, Right::none).error(), Error::exists);
    for (Handle expected : {1u, 2u, 3u, 4u, 6u})
        EXPECT_EQ(add(), expected);
}

TEST_F(HandleTest, a_fixed_slot_that_is_reserved_is_taken) {
    Handle reserved = table_.reserve().value();
    EXPECT_EQ(table_.add_at(reserved, HandleType::device, 0, Right::none).error(), Error::exists);
    table_.remove(reserved);
}

TEST_F(HandleTest, fixed_slots_are_1_to_63) {
    for (uint32_t slot : {0u, 64u, 4095u, 4096u, ~0u})
        EXPECT_EQ(table_.add_at(slot, HandleType::device, 0, Right::none).error(), Error::invalid) << slot;
    EXPECT_TRUE(table_.add_at(63, HandleType::device, 0, Right::none).ok());
}

// System calls on handles.

TEST_F(HandleTest, a_duplicate_has_at_most_the_rights_of_its_original) {
    Handle system = grant_system(task_, Right::duplicate | Right::trace | Right::inspect);
    int64_t copy = task_.handle_duplicate(system, static_cast<uint32_t>(Right::all));
    ASSERT_GT(copy, 0);
    EXPECT_EQ(task_.handle_query(copy) & 0xffffffff,
              static_cast<int64_t>(Right::duplicate | Right::trace | Right::inspect));
    int64_t less = task_.handle_duplicate(system, static_cast<uint32_t>(Right::trace | Right::power));
    EXPECT_EQ(task_.handle_query(less) & 0xffffffff, static_cast<int64_t>(Right::trace));
    EXPECT_ERROR(task_.handle_duplicate(less, ~0u), permission); // lost the right to duplicate
}

TEST_F(HandleTest, closing_one_duplicate_leaves_the_other) {
    Handle system = grant_system(task_);
    int64_t copy = task_.handle_duplicate(system, ~0u);
    EXPECT_OK(task_.handle_close(system));
    EXPECT_ERROR(task_.handle_close(system), no_entry);
    EXPECT_OK(task_.handle_query(copy));
}

TEST_F(HandleTest, an_image_lives_until_its_last_handle_is_closed) {
    Handle system = grant_system(task_);
    Handle image = make_image(task_, system);
    int64_t copy = task_.handle_duplicate(image, ~0u);
    EXPECT_EQ(kernel::kernel().images.size(), 1u);
    task_.handle_close(image);
    EXPECT_EQ(kernel::kernel().images.size(), 1u);
    task_.handle_close(copy);
    EXPECT_EQ(kernel::kernel().images.size(), 0u);
}

} // namespace
