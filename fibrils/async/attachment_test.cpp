// SPDX-License-Identifier: MIT
// What follows a call of generated code: data, areas, handles, questions, callbacks.
#include "fibrils/async/attachment.hpp"

#include "fibrils/testing/fake_kernel.hpp"
#include "fibrils/testing/peers.hpp"
#include "fibrils/testing/sample_client.hpp"
#include "fibrils/testing/sample_server.hpp"

#include <gtest/gtest.h>

namespace sample {

namespace {

using abi::SystemMethod;
using async::Error;

class Following : public FollowingServer {
  public:
    std::vector<abi::Handle> handles;
    std::string line;
    uint64_t number = 0;
    abi::Handle parked = abi::kNoHandle;

  private:
    async::Result<uint64_t> lengths(async::Context&, uint8_t, std::span<const uint8_t> bytes,
                                    std::string_view name, std::span<const Entry> entries) override {
        uint64_t sum = bytes.size() + 1000 * name.size();
        for (const Entry& entry : entries)
            sum += entry.key;
        return sum;
    }
    async::Result<FollowingBoth> both(async::Context&, std::string_view name,
                                      std::span<const uint8_t> bytes) override {
        return FollowingBoth{uint32_t(name.size()), uint32_t(bytes.size())};
    }
    async::Result<FollowingChosen> chosen(async::Context&, WantFlags, std::span<const uint8_t> bytes,
                                          async::Share& area, async::Question& question, HeardClient heard,
                                          async::OutData& result) override {
        const bool asked = question.pending(), offered = area.call.pending();
        question.answer(Error::ok);
        if (offered)
            (void)async::share_out_finalize(area, &number);
        const bool called = heard.connected() && *heard.say(5) == 6;
        const bool gave = result.pending() && result.give("result", 6).ok();
        return FollowingChosen{uint8_t((bytes.empty() ? 0 : kWantData) | (offered ? kWantArea : 0) |
                                       (asked ? kWantQuestion : 0) | (called ? kWantCallback : 0) |
                                       (gave ? kWantResult : 0)),
                               "text"};
    }
    async::Result<FollowingLook> look(async::Context&, uint8_t index, std::string_view name) override {
        return FollowingLook{index, std::string(name) + "!"};
    }
    async::Result<std::vector<Entry>> entries(async::Context&, uint8_t count) override {
        return std::vector<Entry>(count, Entry{9, {1, 2}});
    }
    async::Result<uint32_t> take(async::Context&, uint8_t, abi::Handle first,
                                 std::vector<abi::Handle> others) override {
        handles = others;
        handles.insert(handles.begin(), first);
        return first;
    }
    async::Result<void> lend(async::Context&, async::Share& area) override {
        return async::share_in_finalize(area, &number, 1);
    }
    async::Result<uint64_t> stream(async::Context&, uint32_t, async::InData& bytes) override {
        char all[4];
        return TRY(bytes.take(all, sizeof all));
    }
    async::Result<void> fill(async::Context&, uint8_t, async::OutData&) override { return {}; }
    void note(async::Context&, uint32_t value) override { number = value; }
    void remember(async::Context&, std::string_view text) override { line = text; }
    async::Result<FollowingRemembered> remembered(async::Context&) override {
        return FollowingRemembered{number, line.size()};
    }
    async::Result<void> nothing(async::Context&, async::OutData&) override { return Error::busy; }
    void park(async::Context&, uint32_t, async::AnswerRight<void> right) override {
        async::OutData data;
        EXPECT_EQ(data.accept(), Error::ok);
        (void)data.give("parked", 6);
        parked = right.release();
    }
};

class Heard : public HeardServer {
    async::Result<uint32_t> say(async::Context&, uint32_t number) override { return number + 1; }
};

struct Attachments : testing::Test {
    Following server;
    Heard heard;
    template<typename Body>
    void with_client(Body body) {
        fake::take_closed_handles();
        fake::run([&] {
            auto client = fake::connect<FollowingClient>(server);
            body(client);
            EXPECT_EQ(client.remembered()->number, server.number) << "the connection is as usable as before";
        });
        EXPECT_EQ(fake::unanswered_calls(), 0u);
    }
};

constexpr uint8_t kBytes[200] = {1, 2, 3};

TEST_F(Attachments, arrive_in_their_order_with_their_sizes) {
    with_client([](FollowingClient& client) {
        const Entry entries[] = {{10, {}}, {20, {}}};
        EXPECT_EQ(*client.lengths(0, {kBytes, 7}, "four", entries), 4037u);
        EXPECT_EQ(*client.lengths(0, {kBytes, 100}, "12345", {}), 5100u);
    });
}

TEST_F(Attachments, of_a_wrong_size_are_refused_before_anything_is_sent) {
    with_client([](FollowingClient& client) {
        const size_t before = fake::sent_calls();
        const Entry entries[4] = {};
        EXPECT_EQ(client.lengths(0, {kBytes, 1}, "name", {}).error(), Error::invalid);
        EXPECT_EQ(client.lengths(0, {kBytes, 101}, "name", {}).error(), Error::overflow);
        EXPECT_EQ(client.lengths(0, {kBytes, 7}, "longer", {}).error(), Error::name_too_long);
        EXPECT_EQ(client.lengths(0, {kBytes, 7}, "", {}).error(), Error::invalid);
        EXPECT_EQ(client.lengths(0, {kBytes, 7}, "name", entries).error(), Error::overflow);
        EXPECT_EQ(fake::sent_calls(), before);
    });
}

TEST_F(Attachments, inline_ones_need_no_message_until_they_are_long) {
    with_client([](FollowingClient& client) {
        size_t before = fake::sent_calls();
        const auto calls = [&] { return fake::sent_calls() - std::exchange(before, fake::sent_calls()); };
        EXPECT_EQ(client.both("abc", {kBytes, 3})->name_size, 3u);
        EXPECT_EQ(calls(), 1u);
        EXPECT_EQ(client.both("", {})->bytes_size, 0u);
        EXPECT_EQ(calls(), 1u);
        EXPECT_EQ(client.both("abc", {kBytes, 64})->bytes_size, 64u);
        EXPECT_EQ(calls(), 2u);
        EXPECT_EQ(client.both(std::string(20, 'x'), {kBytes, 64})->name_size, 20u);
    });
}

TEST_F(Attachments, that_travel_in_the_words_are_held_to_their_greatest_size) {
    with_client([](FollowingClient& client) {
        // `name` is a word large and may have five bytes of it; a client that is not ours says eight.
        async::Arguments words{};
        async::put(words, 1, 8, 8, uint8_t(8));
        auto sent = async::send(client.phone(), uint64_t(FollowingMethod::lengths), words);
        auto bytes = async::data_write_send(client.phone(), kBytes, 7);
        EXPECT_EQ(sent.wait().error, Error::name_too_long);
        EXPECT_EQ(bytes.wait().error, Error::ok);
    });
}

TEST_F(Attachments, that_travel_in_the_words_do_not_shift_the_sizes_of_others) {
    with_client([](FollowingClient& client) {
        EXPECT_EQ(client.look(1, "short")->found, "short!");
        EXPECT_EQ(client.look(1, std::string(90, 'x'))->found, std::string(90, 'x') + "!");
    });
}

TEST_F(Attachments, whose_condition_does_not_hold_are_not_there) {
    with_client([this](FollowingClient& client) {
        char result[16];
        const auto call = [&](WantFlags want) {
            return client.chosen(want, {kBytes, size_t(want & kWantData ? 5 : 0)}, result, 1,
                                 fake::serve_with<HeardServer>, &heard,
                                 {reinterpret_cast<uint8_t*>(result), 16});
        };
        for (WantFlags want = 0; want <= kAllWantFlags; want++) {
            auto answer = call(want);
            ASSERT_TRUE(answer.ok()) << int(want) << " " << int(answer.error());
            EXPECT_EQ(answer->seen, want & ~kWantText) << int(want);
            EXPECT_EQ(answer->text, want & kWantText ? "text" : "") << int(want);
        }
    });
}

TEST_F(Attachments, arrays_come_back_with_as_many_records_as_fit) {
    with_client([](FollowingClient& client) {
        EXPECT_EQ(client.entries(3)->size(), 3u);
        EXPECT_EQ(client.entries(3)->at(2).key, 9u);
        EXPECT_EQ(client.entries(0)->size(), 0u);
        EXPECT_EQ(client.entries(30)->size(), 8u);
    });
}

TEST_F(Attachments, handles_move_and_must_be_as_many_as_was_said) {
    with_client([this](FollowingClient& client) {
        const abi::Handle others[] = {51, 52};
        EXPECT_EQ(*client.take(2, 50, others), 50u);
        EXPECT_EQ(server.handles, (std::vector<abi::Handle>{50, 51, 52}));
        EXPECT_TRUE(fake::take_closed_handles().empty());
        EXPECT_EQ(client.take(1, 60, others).error(), Error::invalid);
        EXPECT_EQ(fake::take_closed_handles(), (std::vector<abi::Handle>{60, 51, 52}))
            << "used up all the same";
    });
}

TEST_F(Attachments, handles_that_did_not_reach_the_server_are_closed) {
    with_client([](FollowingClient& client) {
        const abi::Handle others[] = {51, 52};
        fake::refuse_method(uint64_t(SystemMethod::delegate), Error::limit);
        EXPECT_EQ(client.take(2, 50, others).error(), Error::limit);
        EXPECT_EQ(fake::take_closed_handles(), (std::vector<abi::Handle>{50, 51, 52}));
    });
}

TEST_F(Attachments, handles_that_the_server_takes_for_nothing_are_closed_there) {
    with_client([](FollowingClient& client) {
        const abi::Handle others[] = {51};
        // The second handle is missing: the first one has arrived.
        auto sent = async::send(client.phone(), uint64_t(FollowingMethod::take), {2});
        EXPECT_TRUE(async::delegate_start(client.phone(), 50).ok());
        EXPECT_TRUE(async::delegate_start(client.phone(), others[0]).ok());
        EXPECT_EQ(async::request(client.phone(), uint64_t(SystemMethod::ping)).error(), Error::protocol);
        EXPECT_EQ(sent.wait().error, Error::protocol);
        EXPECT_EQ(fake::take_closed_handles(), (std::vector<abi::Handle>{51, 50}));
    });
}

TEST_F(Attachments, areas_go_both_ways) {
    with_client([this](FollowingClient& client) {
        EXPECT_TRUE(client.lend(&server.number, sizeof server.number).ok());
        EXPECT_EQ(client.chosen(kWantArea, {}, &server.number, 1, nullptr, nullptr, {})->seen, kWantArea);
    });
}

TEST_F(Attachments, streams_tell_how_much_was_taken) {
    with_client([](FollowingClient& client) {
        EXPECT_EQ(*client.stream(0, {kBytes, 3}), 3u);
        EXPECT_EQ(*client.stream(0, {kBytes, 9}), 4u);
    });
}

TEST_F(Attachments, a_stream_that_the_handler_forgets_is_settled) {
    with_client([](FollowingClient& client) {
        uint8_t bytes[4];
        EXPECT_EQ(client.fill(1, bytes).error(), Error::interrupted) << "it said ok and gave nothing";
        EXPECT_EQ(client.nothing(bytes).error(), Error::busy) << "with the error of the call";
    });
}

TEST_F(Attachments, posts_are_answered_before_they_are_served) {
    with_client([this](FollowingClient& client) {
        client.note(8);
        client.remember("a line");
        EXPECT_EQ(client.remembered()->number, 8u);
        EXPECT_EQ(client.remembered()->size, 6u);
        EXPECT_EQ(server.line, "a line");
    });
}

TEST_F(Attachments, a_call_answered_later_lets_the_next_ones_pass) {
    with_client([this](FollowingClient& client) {
        uint8_t bytes[8];
        auto parked = client.send_park(1, bytes);
        EXPECT_TRUE(client.remembered().ok());
        EXPECT_FALSE(parked.done());
        async::AnswerRight<void> right(std::exchange(server.parked, abi::kNoHandle));
        EXPECT_EQ(std::move(right).answer(), Error::ok);
        EXPECT_EQ(*parked.wait(), 6u);
    });
}

TEST_F(Attachments, refused_by_the_kernel_end_the_wait_of_the_server) {
    with_client([this](FollowingClient& client) {
        uint8_t bytes[8];
        char memory[8];
        fake::refuse_method(uint64_t(SystemMethod::data_write), Error::bad_memory);
        EXPECT_EQ(client.lengths(0, {kBytes, 7}, "name", {}).error(), Error::bad_memory);
        fake::refuse_method(uint64_t(SystemMethod::data_read), Error::no_memory);
        EXPECT_EQ(client.nothing(bytes).error(), Error::no_memory);
        fake::refuse_method(uint64_t(SystemMethod::share_in), Error::permission);
        EXPECT_EQ(client.lend(memory, sizeof memory).error(), Error::permission);
        fake::refuse_method(uint64_t(SystemMethod::connect_to_me), Error::limit);
        EXPECT_EQ(
            client.chosen(kWantCallback, {}, nullptr, 0, fake::serve_with<HeardServer>, &heard, {}).error(),
            Error::limit);
    });
}

TEST_F(Attachments, that_follow_no_call_are_answered_protocol) {
    with_client([](FollowingClient& client) {
        EXPECT_EQ(async::data_write_start(client.phone(), kBytes, 3).error(), Error::protocol);
        EXPECT_EQ(async::delegate_start(client.phone(), 50).error(), Error::protocol);
        EXPECT_EQ(async::request(client.phone(), abi::kFirstUserMethod + 900).error(), Error::not_supported);
        EXPECT_TRUE(async::request(client.phone(), uint64_t(SystemMethod::ping)).ok()) << "it lives";
    });
}

TEST_F(Attachments, instead_of_which_another_call_comes_refuse_both) {
    with_client([](FollowingClient& client) {
        auto sent = async::send(client.phone(), uint64_t(FollowingMethod::nothing));
        auto other = async::send(client.phone(), uint64_t(FollowingMethod::remembered));
        EXPECT_EQ(sent.wait().error, Error::protocol);
        EXPECT_EQ(other.wait().error, Error::protocol);
    });
}

} // namespace

} // namespace sample
