// SPDX-License-Identifier: MIT
#include "fibrils/sync/channel.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;

TEST(Channel, keeps_the_order_and_makes_a_sender_wait_when_it_is_full) {
    fake::run([] {
        sync::Channel<std::string> channel(2);
        int sent = 0;
        (void)fibril::spawn({.name = "sender"}, [&] {
            for (const char* text : {"one", "two", "three"}) {
                EXPECT_TRUE(channel.send(text).ok());
                sent++;
            }
        });
        fibril::yield();
        EXPECT_EQ(sent, 2);
        EXPECT_EQ(*channel.receive(), "one");
        fibril::yield();
        EXPECT_EQ(sent, 3);
        EXPECT_EQ(*channel.receive(), "two");
        EXPECT_EQ(*channel.receive(), "three");
    });
}

TEST(Channel, receive_until_times_out_when_nothing_comes) {
    fake::run([] {
        sync::Channel<int> channel(1);
        EXPECT_EQ(channel.receive_until(fibril::now() + 100).error(), Error::timeout);
        EXPECT_TRUE(channel.send(5).ok());
        EXPECT_EQ(*channel.receive_until(fibril::now() + 100), 5);
    });
}

TEST(Channel, close_lets_values_drain_and_then_reports_hung_up) {
    fake::run([] {
        sync::Channel<int> channel(2);
        EXPECT_TRUE(channel.send(1).ok());
        EXPECT_TRUE(channel.send(2).ok());
        channel.close();
        EXPECT_EQ(channel.send(3).error(), Error::hung_up);
        EXPECT_EQ(channel.try_send(3).error(), Error::hung_up);
        EXPECT_EQ(*channel.receive(), 1);
        EXPECT_EQ(*channel.receive(), 2);
        EXPECT_EQ(channel.receive().error(), Error::hung_up);
    });
}

TEST(Channel, close_wakes_waiting_senders_and_receivers) {
    fake::run([] {
        sync::Channel<int> full(1);
        sync::Channel<int> empty(1);
        EXPECT_TRUE(full.send(1).ok());
        Error sender = Error::ok;
        Error receiver = Error::ok;
        (void)fibril::spawn({.name = "sender"}, [&] { sender = full.send(2).error(); });
        (void)fibril::spawn({.name = "receiver"}, [&] { receiver = empty.receive().error(); });
        fibril::yield();
        full.close();
        empty.close();
        fibril::yield();
        EXPECT_EQ(sender, Error::hung_up);
        EXPECT_EQ(receiver, Error::hung_up);
    });
}

TEST(Channel, destroys_values_that_nobody_received) {
    fake::run([] {
        auto value = std::make_shared<int>(1);
        {
            sync::Channel<std::shared_ptr<int>> channel(4);
            EXPECT_TRUE(channel.try_send(value).ok());
            EXPECT_EQ(value.use_count(), 2);
        }
        EXPECT_EQ(value.use_count(), 1);
    });
}

} // namespace
