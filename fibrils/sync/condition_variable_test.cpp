// SPDX-License-Identifier: MIT
#include "fibrils/sync/condition_variable.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

TEST(ConditionVariable, signal_wakes_one_and_broadcast_all_others) {
    fake::run([] {
        sync::Mutex mutex;
        sync::ConditionVariable condition;
        std::string woken;
        for (char letter : {'a', 'b', 'c'}) {
            (void)fibril::spawn({.name = "waiter"}, [&, letter] {
                sync::Lock lock(mutex);
                condition.wait(mutex);
                woken += letter;
            });
        }
        fibril::yield();
        condition.signal();
        fibril::sleep(1);
        EXPECT_EQ(woken, "a");
        condition.broadcast();
        fibril::sleep(1);
        EXPECT_EQ(woken, "abc");
    });
}

TEST(ConditionVariable, wait_until_times_out_and_owns_the_mutex_again) {
    fake::run([] {
        sync::Mutex mutex;
        sync::ConditionVariable condition;
        mutex.lock();
        uint64_t deadline = fibril::now() + 500;
        EXPECT_EQ(condition.wait_until(mutex, deadline).error(), abi::Error::timeout);
        EXPECT_EQ(fibril::now(), deadline);
        EXPECT_TRUE(mutex.owned_by_caller());
        mutex.unlock();
        condition.signal(); // nobody is left in the queue
    });
}

TEST(ConditionVariable, a_signal_after_a_timeout_goes_to_the_next_waiter) {
    fake::run([] {
        sync::Mutex mutex;
        sync::ConditionVariable condition;
        int woken = 0;
        (void)fibril::spawn({.name = "impatient"}, [&] {
            sync::Lock lock(mutex);
            EXPECT_FALSE(condition.wait_until(mutex, fibril::now() + 10).ok());
        });
        (void)fibril::spawn({.name = "patient"}, [&] {
            sync::Lock lock(mutex);
            condition.wait(mutex);
            woken++;
        });
        fibril::sleep(100);
        condition.signal();
        fibril::sleep(1);
        EXPECT_EQ(woken, 1);
    });
}

} // namespace
