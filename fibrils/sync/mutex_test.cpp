// SPDX-License-Identifier: MIT
#include "fibrils/sync/mutex.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Mutex, is_handed_over_in_the_order_of_arrival) {
    fake::run([] {
        sync::Mutex mutex("order");
        std::string order;
        mutex.lock();
        for (char letter : {'a', 'b', 'c'}) {
            (void)fibril::spawn({.name = "waiter"}, [&, letter] {
                sync::Lock lock(mutex);
                order += letter;
            });
        }
        fibril::yield();
        EXPECT_EQ(order, "");
        mutex.unlock();
        mutex.lock(); // behind the three, although they have not run
        EXPECT_EQ(order, "abc");
        mutex.unlock();
    });
}

TEST(Mutex, try_lock_refuses_a_second_owner) {
    fake::run([] {
        sync::Mutex mutex;
        EXPECT_TRUE(mutex.try_lock());
        EXPECT_TRUE(mutex.owned_by_caller());
        (void)fibril::spawn({}, [&] {
            EXPECT_FALSE(mutex.try_lock());
            EXPECT_FALSE(mutex.owned_by_caller());
        });
        fibril::yield();
        mutex.unlock();
    });
}

TEST(MutexDeath, of_a_fibril_that_locks_twice_names_it) {
    EXPECT_DEATH(fake::run([] {
                     sync::Mutex mutex("twice");
                     mutex.lock();
                     mutex.lock();
                 }),
                 "deadlock: fibril test waits for mutex twice, owner test");
}

TEST(MutexDeath, of_two_fibrils_that_lock_crosswise_names_both_and_what_they_wait_for) {
    auto crosswise = [] {
        fake::run([] {
            static sync::Mutex left("left");
            static sync::Mutex right("right");
            (void)fibril::spawn({.name = "alice"}, [] {
                left.lock();
                fibril::yield();
                right.lock();
            });
            (void)fibril::spawn({.name = "bob"}, [] {
                right.lock();
                fibril::yield();
                left.lock();
            });
        });
    };
    EXPECT_DEATH(crosswise(), "deadlock: fibril bob waits for mutex left, owner alice\n"
                              "deadlock: fibril alice waits for mutex right, owner bob");
}

TEST(MutexDeath, of_a_long_cycle_through_a_join_is_found) {
    auto cycle = [] {
        fake::run([] {
            static sync::Mutex mutex("gate");
            mutex.lock();
            auto worker = fibril::spawn({.name = "worker"}, [] { mutex.lock(); });
            fibril::yield();
            auto result = fibril::join(*worker);
            EXPECT_EQ(result.error(), abi::Error::deadlock);
            mutex.unlock();
            fibril::yield();
            abort();
        });
    };
    EXPECT_DEATH(cycle(), "deadlock: fibril test waits for the end of worker, owner worker\n"
                          "deadlock: fibril worker waits for mutex gate, owner test");
}

TEST(MutexDeath, of_a_fibril_that_unlocks_what_another_owns_names_the_owner) {
    EXPECT_DEATH(fake::run([] {
                     static sync::Mutex mutex("foreign");
                     (void)fibril::spawn({.name = "owner"}, [] { mutex.lock(); });
                     fibril::yield();
                     mutex.unlock();
                 }),
                 "fibril test unlocks mutex foreign, owner owner");
}

} // namespace
