// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;

namespace {

class TimeoutTest : public KernelTest {
  protected:
    Timeouts& timeouts_ = kernel::kernel().timeouts;
    TestTask a_ = spawn("a");
    TestTask b_ = spawn("b");
    TestTask c_ = spawn("c");

    void advance(int64_t to) {
        kernel::kernel().clock.advance(to, 0);
        timeouts_.fire(kernel::kernel().clock.uptime());
    }
    std::string ready() {
        std::string names;
        while (Task* task = kernel::kernel().scheduler.ready().front()) {
            names += task->name;
            kernel::kernel().scheduler.forget(*task);
        }
        return names;
    }
};

TEST_F(TimeoutTest, the_earliest_deadline_is_next) {
    EXPECT_EQ(timeouts_.next(), -1);
    timeouts_.set(a_.task(), 300);
    timeouts_.set(b_.task(), 100);
    timeouts_.set(c_.task(), 200);
    EXPECT_EQ(timeouts_.next(), 100);
}

TEST_F(TimeoutTest, tasks_wake_in_the_order_of_their_deadlines_and_equal_ones_in_the_order_set) {
    timeouts_.set(a_.task(), 300);
    timeouts_.set(c_.task(), 100);
    timeouts_.set(b_.task(), 100);
    advance(99);
    EXPECT_EQ(ready(), "");
    advance(300);
    EXPECT_EQ(ready(), "cba");
    EXPECT_EQ(timeouts_.next(), -1);
}

TEST_F(TimeoutTest, a_deadline_fires_at_its_microsecond) {
    timeouts_.set(a_.task(), 100);
    advance(100);
    EXPECT_EQ(ready(), "a");
    EXPECT_TRUE(a_.task().must_enter);
}

TEST_F(TimeoutTest, a_later_deadline_replaces_the_earlier_one) {
    timeouts_.set(a_.task(), 100);
    timeouts_.set(a_.task(), 500);
    timeouts_.set(a_.task(), 500);
    advance(400);
    EXPECT_EQ(ready(), "");
    timeouts_.set(a_.task(), abi::kForever);
    advance(1000);
    EXPECT_EQ(ready(), "");
}

TEST_F(TimeoutTest, a_deadline_in_the_past_enters_the_task_again_at_once) {
    advance(1000);
    timeouts_.set(a_.task(), 1000);
    EXPECT_TRUE(a_.task().must_enter);
    EXPECT_EQ(timeouts_.next(), -1);
}

TEST_F(TimeoutTest, any_negative_deadline_means_never) {
    timeouts_.set(a_.task(), INT64_MIN);
    EXPECT_EQ(timeouts_.next(), -1);
    EXPECT_EQ(a_.task().deadline, -1);
    EXPECT_FALSE(a_.task().must_enter);
}

TEST_F(TimeoutTest, a_task_that_dies_is_not_woken) {
    timeouts_.set(a_.task(), 100);
    timeouts_.set(b_.task(), 200);
    a_.kill();
    EXPECT_EQ(timeouts_.next(), 200);
    advance(100);
    EXPECT_EQ(ready(), "");
}

TEST_F(TimeoutTest, time_never_runs_backwards) {
    advance(500);
    advance(100);
    EXPECT_EQ(kernel::kernel().clock.uptime(), 500);
}

} // namespace
