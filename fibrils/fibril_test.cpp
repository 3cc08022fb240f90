// SPDX-License-Identifier: MIT
#include "fibrils/fibril.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

#include <cfenv>

namespace {

using abi::Error;

TEST(Fibril, runs_only_after_start) {
    fake::run([] {
        static bool ran;
        ran = false;
        auto id = fibril::create([](void*) { ran = true; }, nullptr);
        ASSERT_TRUE(id.ok());
        fibril::yield();
        EXPECT_FALSE(ran);
        EXPECT_TRUE(fibril::start(*id).ok());
        EXPECT_EQ(fibril::start(*id).error(), Error::busy);
        EXPECT_TRUE(fibril::join(*id).ok());
        EXPECT_TRUE(ran);
        EXPECT_EQ(fibril::start(*id).error(), Error::no_entry);
    });
}

TEST(Fibril, refuses_a_stack_below_the_minimum) {
    fake::run([] {
        auto id = fibril::spawn([](void*) {}, nullptr, {.stack_size = fibril::kMinimumStackSize - 1});
        EXPECT_EQ(id.error(), Error::invalid);
    });
}

TEST(Fibril, takes_turns_in_the_order_of_the_ready_queue) {
    fake::run([] {
        std::string order;
        for (char letter : {'a', 'b', 'c'}) {
            (void)fibril::spawn({.name = "turn"}, [&, letter] {
                order += letter;
                fibril::yield();
                order += letter;
            });
        }
        fibril::sleep(1);
        EXPECT_EQ(order, "abcabc");
    });
}

TEST(Fibril, keeps_its_own_way_of_rounding) {
    fake::run([] {
        std::string seen;
        for (int mode : {FE_UPWARD, FE_DOWNWARD}) {
            (void)fibril::spawn({.name = "rounds"}, [&seen, mode] {
                seen += std::fegetround() == FE_TONEAREST ? 'n' : '?';
                std::fesetround(mode);
                fibril::yield(); // to the other one, or to main
                seen += std::fegetround() == mode ? 'o' : '?';
                fibril::sleep(1);
                seen += std::fegetround() == mode ? 'o' : '?';
            });
        }
        fibril::yield();
        EXPECT_EQ(std::fegetround(), FE_TONEAREST);
        fibril::sleep(10);
        EXPECT_EQ(seen, "nnoooo");
    });
}

TEST(Fibril, sleeps_at_least_so_long_and_wakes_in_the_order_of_deadlines) {
    fake::run([] {
        std::string order;
        uint64_t start = fibril::now();
        for (int time : {30, 10, 20, 10}) {
            (void)fibril::spawn({.name = "sleeper"}, [&, time] {
                fibril::sleep(static_cast<uint64_t>(time));
                EXPECT_GE(fibril::now(), start + static_cast<uint64_t>(time));
                order += static_cast<char>('0' + time / 10);
            });
        }
        fibril::sleep(100);
        EXPECT_EQ(order, "1123");
        fibril::sleep(0);
    });
}

TEST(Fibril, join_returns_the_status_that_exit_gave_in_the_middle) {
    fake::run([] {
        auto id = fibril::spawn(
            [](void*) {
                fibril::yield();
                fibril::exit(42);
            },
            nullptr);
        EXPECT_EQ(*fibril::join(*id), 42);
    });
}

TEST(Fibril, join_after_the_end_returns_the_status_once) {
    fake::run([] {
        auto id = fibril::spawn([](void*) { fibril::exit(3); }, nullptr);
        fibril::yield();
        EXPECT_EQ(*fibril::join(*id), 3);
        EXPECT_EQ(fibril::join(*id).error(), Error::no_entry);
    });
}

TEST(Fibril, join_refuses_itself_an_unknown_a_detached_and_a_joined_fibril) {
    fake::run([] {
        auto self = fibril::create([](void*) {}, nullptr);
        ASSERT_TRUE(fibril::detach(*self).ok());
        EXPECT_EQ(fibril::join(*self).error(), Error::no_entry);
        EXPECT_EQ(fibril::join(999999).error(), Error::no_entry);
        auto joined = fibril::spawn({.name = "joined"}, [] { fibril::sleep(50); });
        (void)fibril::spawn({.name = "joiner"}, [id = *joined] { EXPECT_TRUE(fibril::join(id).ok()); });
        fibril::yield();
        EXPECT_EQ(fibril::join(*joined).error(), Error::no_entry);
        EXPECT_EQ(fibril::detach(*joined).error(), Error::no_entry);
        (void)fibril::spawn({.name = "self"},
                            [] { EXPECT_EQ(fibril::join(fibril::self()).error(), Error::deadlock); });
        fibril::sleep(100);
    });
}

TEST(Fibril, join_in_a_circle_is_refused_and_reported_by_name) {
    fake::run([] {
        static fibril::Id first;
        static fibril::Id second;
        first = *fibril::spawn({.name = "romeo"}, [] { EXPECT_TRUE(fibril::join(second).ok()); });
        second = *fibril::spawn({.name = "juliet"},
                                [] { EXPECT_EQ(fibril::join(first).error(), Error::deadlock); });
        fake::clear_log();
        fibril::sleep(1);
        EXPECT_TRUE(fake::log_contains("fibril juliet waits for the end of romeo"));
        EXPECT_TRUE(fake::log_contains("fibril romeo waits for the end of juliet"));
    });
}

TEST(Fibril, ten_thousand_exist_at_once_and_all_run) {
    fake::run([] {
        static int ran;
        ran = 0;
        uint32_t before = fibril::count();
        for (int number = 0; number < 10000; number++) {
            auto id = fibril::spawn({.name = "one of many", .stack_size = fibril::kMinimumStackSize}, [] {
                fibril::yield();
                fibril::sleep(10);
                ran++;
            });
            ASSERT_TRUE(id.ok() && fibril::detach(*id).ok());
        }
        EXPECT_EQ(fibril::count(), before + 10000);
        fibril::sleep(100);
        EXPECT_EQ(ran, 10000);
        EXPECT_EQ(fibril::count(), before);
    });
}

TEST(Fibril, that_yields_for_ever_lets_the_kernel_have_its_turn) {
    fake::run([] {
        static bool stop;
        stop = false;
        size_t pokes = fake::pokes();
        (void)fibril::spawn({.name = "spinner"}, [] {
            while (!stop)
                fibril::yield();
        });
        for (int turn = 0; turn < 2000; turn++)
            fibril::yield();
        stop = true;
        EXPECT_GT(fake::pokes(), pokes);
    });
}

TEST(Fibril, has_a_name_which_is_cut_and_unknown_ones_have_none) {
    fake::run([] {
        auto id =
            fibril::create([](void*) {}, nullptr, {.name = "a name that is longer than a record holds"});
        EXPECT_STREQ(fibril::name(*id), "a name that is longer t");
        EXPECT_STREQ(fibril::name(0), "?");
        EXPECT_STREQ(fibril::name(fibril::self()), "test");
        EXPECT_TRUE(fibril::start(*id).ok());
        EXPECT_TRUE(fibril::detach(*id).ok());
    });
}

TEST(Fibril, ids_are_not_reused) {
    fake::run([] {
        fibril::Id last = 0;
        for (int turn = 0; turn < 100; turn++) {
            auto id = fibril::spawn([](void*) {}, nullptr);
            EXPECT_GT(*id, last);
            last = *id;
            EXPECT_TRUE(fibril::join(*id).ok());
        }
    });
}

TEST(Fibril, local_values_are_its_own_and_limited_in_number) {
    fake::run([] {
        auto slot = fibril::allocate_local();
        ASSERT_TRUE(slot.ok());
        fibril::local(*slot) = 1;
        (void)fibril::spawn({}, [&] {
            EXPECT_EQ(fibril::local(*slot), 0u);
            fibril::local(*slot) = 2;
        });
        fibril::yield();
        EXPECT_EQ(fibril::local(*slot), 1u);
        while (fibril::allocate_local().ok()) {
        }
        EXPECT_EQ(fibril::allocate_local().error(), Error::limit);
    });
}

TEST(Event, remembers_one_notification) {
    fake::run([] {
        fibril::Event event;
        event.notify();
        event.notify();
        EXPECT_TRUE(event.pending());
        event.wait();
        EXPECT_FALSE(event.pending());
        EXPECT_EQ(event.wait_until(fibril::now() + 10).error(), Error::timeout);
    });
}

TEST(Event, wakes_its_waiter_before_the_deadline) {
    fake::run([] {
        fibril::Event event;
        uint64_t start = fibril::now();
        (void)fibril::spawn({.name = "notifier"}, [&] {
            fibril::sleep(5);
            event.notify();
        });
        EXPECT_TRUE(event.wait_until(start + 100).ok());
        EXPECT_EQ(fibril::now(), start + 5);
        EXPECT_EQ(event.wait_until(start).error(), Error::timeout); // in the past: no wait
    });
}

TEST(EventDeath, of_a_second_waiter_names_both) {
    EXPECT_DEATH(fake::run([] {
                     static fibril::Event event;
                     (void)fibril::spawn({.name = "first"}, [] { event.wait("door bell"); });
                     fibril::yield();
                     event.wait("door bell");
                 }),
                 "fibrils first and test wait for the same door bell");
}

} // namespace
