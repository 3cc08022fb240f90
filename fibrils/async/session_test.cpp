// SPDX-License-Identifier: MIT
#include "fibrils/async/session.hpp"

#include "fibrils/async/connection.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;
using async::Exchange;
using async::Session;
using async::Style;

int connections = 0; // open at the server
int allowed = 100;

void serve(async::Connection&, async::Call opening, void*) {
    if (connections >= allowed) {
        opening.answer(Error::limit);
        return;
    }
    connections++;
    async::accept(opening);
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            break;
        fibril::sleep(10);
        call.answer_ok();
    }
    connections--;
}

Session open(Style style, int limit = 100) {
    allowed = limit;
    async::set_handler(2, serve, nullptr);
    return Session(*async::connect_me_to(fake::make_phone(0), 2), style, 2);
}

void exchange_in_fibrils(Session& session, int count) {
    for (int number = 0; number < count; number++) {
        (void)fibril::spawn({.name = "client"}, [&session] {
            Exchange exchange(session);
            EXPECT_TRUE(async::request_words(exchange, abi::kFirstUserMethod).ok());
        });
    }
}

TEST(Session, serialize_lets_one_exchange_follow_the_other) {
    fake::run([] {
        {
            Session session = open(Style::serialize);
            uint64_t start = fibril::now();
            exchange_in_fibrils(session, 3);
            fibril::yield();
            Exchange last(session);
            EXPECT_EQ(fibril::now(), start + 30);
            EXPECT_EQ(connections, 1);
        }
        fibril::sleep(1);
        EXPECT_EQ(connections, 0);
    });
}

TEST(Session, parallel_opens_a_phone_for_each_exchange_and_keeps_them) {
    fake::run([] {
        {
            Session session = open(Style::parallel);
            exchange_in_fibrils(session, 3);
            fibril::sleep(100);
            EXPECT_EQ(connections, 3);
            exchange_in_fibrils(session, 3);
            fibril::sleep(100);
            EXPECT_EQ(connections, 3);
        }
        fibril::sleep(1);
        EXPECT_EQ(connections, 0);
    });
}

TEST(Session, parallel_waits_for_a_phone_when_no_more_can_be_had) {
    fake::run([] {
        Session session = open(Style::parallel, 2);
        uint64_t start = fibril::now();
        int done = 0;
        for (int number = 0; number < 4; number++) {
            (void)fibril::spawn({.name = "client"}, [&] {
                Exchange exchange(session);
                EXPECT_TRUE(async::request_words(exchange, abi::kFirstUserMethod).ok());
                done++;
            });
        }
        fibril::sleep(1000);
        EXPECT_EQ(done, 4);
        EXPECT_EQ(connections, 2);
        EXPECT_GE(fibril::now(), start + 20);
    });
}

TEST(Session, moves_with_its_phone_and_an_empty_one_fails_politely) {
    fake::run([] {
        Session first = open(Style::serialize);
        abi::Handle phone = first.phone();
        Session second = std::move(first);
        EXPECT_FALSE(first.connected());
        EXPECT_EQ(second.phone(), phone);
        Exchange exchange(first);
        EXPECT_EQ(async::request_words(exchange, abi::kFirstUserMethod).error(), Error::no_entry);
        EXPECT_EQ(second.release(), phone);
        EXPECT_FALSE(second.connected());
        async::hang_up(phone);
    });
}

} // namespace
