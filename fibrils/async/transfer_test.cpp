// SPDX-License-Identifier: MIT
#include "fibrils/async/transfer.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;

// A connection whose server side is `body`; returns the phone.
abi::Handle serve(void (*body)()) {
    async::set_handler(
        1,
        [](async::Connection&, async::Call opening, void* data) {
            async::accept(opening);
            reinterpret_cast<void (*)()>(data)();
        },
        reinterpret_cast<void*>(body));
    return *async::connect_me_to(fake::make_phone(0), 1);
}

TEST(Transfer, write_moves_bytes_and_says_how_many_were_taken) {
    static char received[8];
    fake::run([] {
        auto phone = serve([] {
            auto transfer = async::data_write_receive();
            ASSERT_TRUE(transfer.ok());
            EXPECT_EQ(transfer->size, 5u);
            EXPECT_TRUE(async::data_write_finalize(*transfer, received, 3).ok());
        });
        EXPECT_EQ(*async::data_write_start(phone, "hello", 5), 3u);
        EXPECT_STREQ(received, "hel");
    });
}

TEST(Transfer, read_never_gives_more_than_was_asked_for) {
    fake::run([] {
        auto phone = serve([] { EXPECT_TRUE(async::data_read_reply("abcdefgh", 8).ok()); });
        char buffer[4] = {};
        EXPECT_EQ(*async::data_read_start(phone, buffer, 3), 3u);
        EXPECT_STREQ(buffer, "abc");
    });
}

TEST(Transfer, accept_refuses_more_than_there_is_room_for) {
    fake::run([] {
        auto phone = serve([] {
            char small[2];
            EXPECT_EQ(async::data_write_accept(small, sizeof small).error(), Error::overflow);
        });
        EXPECT_EQ(async::data_write_start(phone, "hello", 5).error(), Error::overflow);
    });
}

TEST(Transfer, of_the_wrong_kind_is_answered_protocol) {
    fake::run([] {
        auto phone = serve([] { EXPECT_EQ(async::data_read_receive().error(), Error::protocol); });
        EXPECT_EQ(async::data_write_start(phone, "x", 1).error(), Error::protocol);
    });
}

TEST(Transfer, receive_reports_a_client_that_hung_up) {
    static Error error;
    fake::run([] {
        auto phone = serve([] { error = async::data_read_receive().error(); });
        async::hang_up(phone);
        fibril::sleep(1);
        EXPECT_EQ(error, Error::hung_up);
    });
}

TEST(Transfer, above_the_limit_is_refused) {
    fake::run([] {
        auto phone = serve([] { EXPECT_TRUE(async::get_call().hung_up()); });
        std::string large(abi::kMaxTransfer + 1, 'x');
        EXPECT_EQ(async::data_write_start(phone, large.data(), large.size()).error(), Error::limit);
        async::hang_up(phone);
    });
}

TEST(Transfer, shares_carry_base_size_flags_and_argument) {
    static char area[64];
    fake::run([] {
        auto phone = serve([] {
            auto in = async::share_in_receive();
            ASSERT_TRUE(in.ok());
            EXPECT_EQ(in->size, sizeof area);
            EXPECT_EQ(in->argument, 5u);
            EXPECT_TRUE(async::share_in_finalize(*in, area, 3).ok());
            auto out = async::share_out_receive();
            ASSERT_TRUE(out.ok());
            EXPECT_EQ(out->flags, 1u);
            EXPECT_TRUE(async::share_out_finalize(*out, area).ok());
        });
        EXPECT_EQ(*async::share_in_start(phone, area, sizeof area, 5), 3u);
        EXPECT_TRUE(async::share_out_start(phone, area, 1).ok());
    });
}

TEST(Transfer, delegation_carries_a_handle_and_an_argument) {
    static uint64_t argument;
    static abi::Handle received;
    fake::run([] {
        auto phone = serve([] { received = *async::delegate_receive(&argument); });
        EXPECT_TRUE(async::delegate_start(phone, 1234, 9).ok());
        EXPECT_EQ(received, 1234u);
        EXPECT_EQ(argument, 9u);
    });
}

} // namespace
