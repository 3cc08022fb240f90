// SPDX-License-Identifier: MIT
#include "fibrils/sync/timer.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

void count(void* argument) {
    ++*static_cast<int*>(argument);
}

TEST(Timer, calls_back_once_when_its_time_has_come) {
    fake::run([] {
        sync::Timer timer;
        int calls = 0;
        uint64_t start = fibril::now();
        EXPECT_TRUE(timer.set(100, count, &calls).ok());
        fibril::sleep(99);
        EXPECT_EQ(calls, 0);
        fibril::sleep(500);
        EXPECT_EQ(calls, 1);
        EXPECT_EQ(fibril::now(), start + 599);
    });
}

TEST(Timer, clear_prevents_the_call_and_says_so) {
    fake::run([] {
        sync::Timer timer;
        int calls = 0;
        EXPECT_TRUE(timer.set(100, count, &calls).ok());
        EXPECT_TRUE(timer.clear());
        EXPECT_FALSE(timer.clear());
        fibril::sleep(200);
        EXPECT_EQ(calls, 0);
    });
}

TEST(Timer, a_second_set_replaces_the_first) {
    fake::run([] {
        sync::Timer timer;
        int first = 0;
        int second = 0;
        EXPECT_TRUE(timer.set(100, count, &first).ok());
        EXPECT_TRUE(timer.set(50, count, &second).ok());
        fibril::sleep(60);
        EXPECT_EQ(second, 1);
        fibril::sleep(100);
        EXPECT_EQ(first, 0);
        EXPECT_EQ(second, 1);
    });
}

struct Slow {
    bool entered = false;
    bool finished = false;
    static void call(void* argument) {
        auto& self = *static_cast<Slow*>(argument);
        self.entered = true;
        fibril::sleep(100);
        self.finished = true;
    }
};

TEST(Timer, clear_while_the_callback_runs_waits_for_its_end) {
    fake::run([] {
        sync::Timer timer;
        Slow slow;
        EXPECT_TRUE(timer.set(10, Slow::call, &slow).ok());
        fibril::sleep(20);
        EXPECT_TRUE(slow.entered);
        EXPECT_FALSE(slow.finished);
        EXPECT_FALSE(timer.clear());
        EXPECT_TRUE(slow.finished);
    });
}

struct Periodic {
    sync::Timer timer;
    int calls = 0;
    static void call(void* argument) {
        auto& self = *static_cast<Periodic*>(argument);
        self.timer.clear(); // its own callback: does not wait
        if (++self.calls < 3) {
            EXPECT_TRUE(self.timer.set(10, call, &self).ok());
        }
    }
};

TEST(Timer, may_be_set_again_by_its_own_callback) {
    fake::run([] {
        Periodic periodic;
        EXPECT_TRUE(periodic.timer.set(10, Periodic::call, &periodic).ok());
        fibril::sleep(1000);
        EXPECT_EQ(periodic.calls, 3);
    });
}

} // namespace
