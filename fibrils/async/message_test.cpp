// SPDX-License-Identifier: MIT
#include "fibrils/async/message.hpp"

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;

constexpr uint64_t kEcho = abi::kFirstUserMethod;
constexpr uint64_t kSlow = kEcho + 1;
constexpr uint64_t kFail = kEcho + 2;

void serve(async::Connection&, async::Call opening, void*) {
    async::accept(opening);
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            return;
        if (call.method() == kSlow)
            fibril::sleep(1000);
        if (call.method() == kFail)
            call.answer(Error::busy);
        else
            call.answer_ok(call.argument(1), call.argument(2), call.argument(3), call.argument(4),
                           call.argument(5));
    }
}

async::Session connect() {
    async::set_handler(0, serve, nullptr);
    return async::Session(*async::connect_me_to(fake::make_phone(0), 1), async::Style::atomic);
}

TEST(Message, carries_five_words_there_and_back) {
    fake::run([] {
        auto session = connect();
        auto answer = async::request_words(session.phone(), kEcho, 1, 2, 3, 4, uint64_t(-1));
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(*answer, (async::Arguments{1, 2, 3, 4, uint64_t(-1)}));
    });
}

TEST(Message, error_of_the_answer_becomes_the_error_of_the_request) {
    fake::run([] {
        auto session = connect();
        EXPECT_EQ(async::request_words(session.phone(), kFail).error(), Error::busy);
    });
}

TEST(Message, several_may_be_on_their_way_and_be_waited_for_in_any_order) {
    fake::run([] {
        auto session = connect();
        auto first = async::send_words(session.phone(), kEcho, 1);
        auto second = async::send_words(session.phone(), kEcho, 2);
        EXPECT_FALSE(first.done());
        EXPECT_EQ(second.wait().words[0], 2u);
        EXPECT_EQ(first.wait().words[0], 1u);
    });
}

TEST(Message, refused_by_the_kernel_completes_its_waiter) {
    fake::run([] {
        auto session = connect();
        fake::refuse_calls(Error::limit, 1);
        auto request = async::send_words(session.phone(), kEcho);
        EXPECT_TRUE(request.done());
        EXPECT_EQ(request.wait().error, Error::limit);
        EXPECT_EQ(async::request_words(12345, kEcho).error(), Error::no_entry);
    });
}

TEST(Message, wait_until_times_out_and_can_be_repeated) {
    fake::run([] {
        auto session = connect();
        auto request = async::send_words(session.phone(), kSlow, 9);
        uint64_t start = fibril::now();
        EXPECT_EQ(request.wait_until(start + 100).error(), Error::timeout);
        EXPECT_EQ(fibril::now(), start + 100);
        auto answer = request.wait_until(start + 100000);
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer->words[0], 9u);
        EXPECT_EQ(fibril::now(), start + 1000);
    });
}

TEST(Message, forgotten_ones_do_no_harm_when_their_answer_comes) {
    fake::run([] {
        auto session = connect();
        async::post(session.phone(), kEcho, 1);
        { auto dropped = async::send_words(session.phone(), kSlow, 2); }
        auto after = async::request_words(session.phone(), kEcho, 3);
        ASSERT_TRUE(after.ok());
        EXPECT_EQ((*after)[0], 3u);
    });
}

TEST(Message, an_empty_request_answers_invalid) {
    fake::run([] {
        async::Request request;
        EXPECT_TRUE(request.done());
        EXPECT_EQ(request.wait().error, Error::invalid);
    });
}

} // namespace
