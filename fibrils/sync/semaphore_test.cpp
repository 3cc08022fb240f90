// SPDX-License-Identifier: MIT
#include "fibrils/sync/semaphore.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;

TEST(Semaphore, lets_so_many_in_as_it_has_permits) {
    fake::run([] {
        sync::Semaphore semaphore(2);
        EXPECT_TRUE(semaphore.down().ok());
        EXPECT_TRUE(semaphore.try_down());
        EXPECT_FALSE(semaphore.try_down());
        EXPECT_EQ(semaphore.down_until(fibril::now() + 5).error(), Error::timeout);
        semaphore.up();
        EXPECT_TRUE(semaphore.down_until(fibril::now() + 5).ok());
    });
}

TEST(Semaphore, up_gives_the_permit_to_the_first_waiter_and_not_to_whoever_comes_next) {
    fake::run([] {
        sync::Semaphore semaphore(0);
        bool got = false;
        (void)fibril::spawn({.name = "waiter"}, [&] { got = semaphore.down().ok(); });
        fibril::yield();
        semaphore.up();
        EXPECT_FALSE(semaphore.try_down());
        fibril::yield();
        EXPECT_TRUE(got);
    });
}

TEST(Semaphore, close_refuses_waiters_but_leaves_permits) {
    fake::run([] {
        sync::Semaphore semaphore(0);
        Error error = Error::ok;
        (void)fibril::spawn({.name = "waiter"}, [&] { error = semaphore.down().error(); });
        fibril::yield();
        semaphore.close();
        fibril::yield();
        EXPECT_EQ(error, Error::hung_up);
        semaphore.up();
        EXPECT_TRUE(semaphore.down().ok());
        EXPECT_EQ(semaphore.down().error(), Error::hung_up);
    });
}

} // namespace
