// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;

namespace {

constexpr uint64_t kMemory = SimulatedMachine::kTaskMemory;

class AreaTest : public KernelTest {
  protected:
    TestTask task_ = spawn("task");
};

TEST_F(AreaTest, any_range_inside_the_task_can_be_an_area) {
    EXPECT_OK(task_.area_create(0u, 1u, 1u));
    EXPECT_OK(task_.area_create(3u, 7u, 2u));
    EXPECT_OK(task_.area_create(kMemory - 1, 1u, 3u));
}

TEST_F(AreaTest, a_range_outside_the_task_is_refused) {
    EXPECT_ERROR(task_.area_create(kMemory, 1u, 1u), bad_memory);
    EXPECT_ERROR(task_.area_create(1u, kMemory, 1u), bad_memory);
    EXPECT_ERROR(task_.area_create(~0ull, 2u, 1u), bad_memory);
    EXPECT_ERROR(task_.area_create(2u, ~0ull, 1u), bad_memory);
}

TEST_F(AreaTest, an_empty_area_and_unknown_flags_make_no_sense) {
    EXPECT_ERROR(task_.area_create(0u, 0u, 1u), invalid);
    EXPECT_ERROR(task_.area_create(0u, 1u, 0u), invalid);
    EXPECT_ERROR(task_.area_create(0u, 1u, 4u), invalid);
    EXPECT_ERROR(task_.area_create(0u, 1u, ~0ull), invalid);
}

TEST_F(AreaTest, areas_of_a_task_do_not_overlap_but_may_touch) {
    EXPECT_OK(task_.area_create(100u, 100u, 1u));
    EXPECT_ERROR(task_.area_create(100u, 100u, 1u), exists);
    EXPECT_ERROR(task_.area_create(199u, 1u, 1u), exists);
    EXPECT_ERROR(task_.area_create(0u, 101u, 1u), exists);
    EXPECT_ERROR(task_.area_create(0u, 1000u, 1u), exists);
    EXPECT_OK(task_.area_create(200u, 1u, 1u));
    EXPECT_OK(task_.area_create(99u, 1u, 1u));
}

TEST_F(AreaTest, a_destroyed_area_can_be_made_again) {
    task_.area_create(100u, 100u, 1u);
    EXPECT_OK(task_.area_destroy(100u));
    EXPECT_ERROR(task_.area_destroy(100u), no_entry);
    EXPECT_ERROR(task_.area_publish(100u, 0u, 0u), no_entry);
    EXPECT_OK(task_.area_create(150u, 10u, 1u));
}

TEST_F(AreaTest, an_area_of_one_is_published_to_nobody) {
    task_.area_create(100u, 100u, 3u);
    EXPECT_OK(task_.area_publish(100u, 0u, 100u));
}

TEST_F(AreaTest, areas_are_charged_and_have_a_limit) {
    uint64_t at = 0;
    while (error_of(task_.area_create(at, 1u, 1u)) == abi::Error::ok)
        ++at;
    EXPECT_ERROR(task_.area_create(at, 1u, 1u), limit);
    EXPECT_GT(at, 1000u);
    EXPECT_LE(task_.task().account.used(), abi::kMaxKernelMemory);
    EXPECT_CONSISTENT();
    task_.area_destroy(0u);
    EXPECT_OK(task_.area_create(at, 1u, 1u));
}

} // namespace
