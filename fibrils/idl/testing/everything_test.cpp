// SPDX-License-Identifier: MIT
// Generated clients against generated servers, in one task on the fake kernel. Areas are not among it: the
// fake kernel has no memory to share.
#include "fibrils/idl/testing/echo_server.hpp"

namespace everything {
namespace {

TEST(Generated, words_come_back_as_they_were_sent) {
    with_server([](EverythingClient& client, Server&) {
        auto answer = client.scalars(255, -128, 65535, -32768, ~0u, -1, ~uint64_t(0), INT64_MIN, true,
                                     0xffffff, 7, Colour::green, kOpenWrite);
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer->a, 255);
        EXPECT_EQ(answer->b, -128);
        EXPECT_EQ(answer->c, 65535);
        EXPECT_EQ(answer->d, -32768);
        EXPECT_EQ(answer->e, ~0u);
        EXPECT_EQ(answer->f, -1);
        EXPECT_EQ(answer->g, ~uint64_t(0));
        EXPECT_EQ(answer->h, INT64_MIN);
        EXPECT_TRUE(answer->i);
        EXPECT_EQ(answer->j, 0xffffffu);
        EXPECT_EQ(answer->k, 7);
        EXPECT_EQ(answer->l, Colour::green);
        EXPECT_EQ(answer->m, kOpenWrite);
        EXPECT_EQ(*client.one(), ~uint64_t(0));
        auto wide = client.wide(Wide::huge, 12);
        EXPECT_EQ(wide->wide, Wide::huge);
        EXPECT_EQ(wide->number, 12u);
    });
}

TEST(Generated, a_value_too_large_for_its_bits_is_cut_to_the_largest) {
    with_server([](EverythingClient& client, Server&) {
        auto answer = client.scalars(0, 0, 0, 0, 0, 0, 0, 0, false, 0x1000000, 200, Colour::red, 0);
        EXPECT_EQ(answer->j, 0xffffffu);
        EXPECT_EQ(answer->k, 7);
    });
}

TEST(Generated, structs_and_arrays_come_back_as_they_were_sent) {
    with_server([](EverythingClient& client, Server&) {
        Nested nested;
        nested.pairs[0] = {.small = 1, .negative = -1, .colour = Colour::red, .is_set = false};
        nested.pairs[1] = {.small = 0xabcdef, .negative = 127, .colour = Colour::green, .is_set = true};
        nested.rest = 99;
        auto answer = client.structs(nested, nested.pairs[1]);
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer->nested.pairs[0].negative, -1);
        EXPECT_EQ(answer->nested.pairs[1].small, 0xabcdefu);
        EXPECT_EQ(answer->nested.rest, 99u);
        EXPECT_TRUE(answer->pair.is_set);
        EXPECT_EQ(client.one_struct(nested.pairs[0])->negative, -1);
        auto arrays = client.arrays({1, 2, 3, 4, 5, 6, 7, 255}, {-1, 2, -3, 4},
                                    {Colour::red, Colour::green, Colour::red});
        ASSERT_TRUE(arrays.ok());
        EXPECT_EQ(arrays->bytes[7], 255);
        EXPECT_EQ(arrays->numbers[2], -3);
        EXPECT_EQ(arrays->colours[1], Colour::green);
    });
}

TEST(Generated, data_and_text_go_with_a_call_and_its_error_comes_back) {
    with_server([](EverythingClient& client, Server& server) {
        EXPECT_EQ(*client.give(4, bytes_of("data"), "text"), 5u);
        EXPECT_EQ(server.seen, "data|text");
        EXPECT_EQ(*client.give(4, {}, std::string(100, 'x')), 5u);
        EXPECT_EQ(client.give(0, bytes_of("data"), "text").error(), Error::invalid);
    });
}

TEST(Generated, what_is_too_long_or_too_short_is_never_sent) {
    with_server([](EverythingClient& client, Server& server) {
        EXPECT_FALSE(client.give(4, bytes_of("data"), std::string(101, 'x')).ok());
        EXPECT_EQ(client.give(4, bytes_of("data"), "").error(), Error::invalid);
        EXPECT_FALSE(client.always_inline(bytes_of(std::string(33, 'x'))).ok());
        EXPECT_FALSE(client.short_text(1, std::string(4097, 'x')).ok());
        EXPECT_FALSE(client.records({}).ok());
        EXPECT_EQ(server.seen, "");
    });
}

TEST(Generated, data_comes_back_as_much_as_the_client_has_room_for) {
    with_server([](EverythingClient& client, Server&) {
        uint8_t buffer[20] = {};
        EXPECT_EQ(*client.take(buffer), 10u);
        EXPECT_EQ(text_of({buffer, 10}), "0123456789");
        EXPECT_EQ(*client.take({buffer, 4}), 4u);
        EXPECT_EQ(client.take({buffer, 1}).error(), Error::busy);
        EXPECT_EQ(*client.take_text(), "some text");
        auto both = client.take_both(5, buffer);
        EXPECT_EQ(both->b, 6u);
        EXPECT_EQ(both->c, 7u);
        EXPECT_EQ(both->words, "words");
        EXPECT_EQ(text_of({buffer, 3}), "abc");
    });
}

TEST(Generated, records_go_both_ways) {
    with_server([](EverythingClient& client, Server&) {
        const Entry entries[] = {
            {.number = 1, .size = -1, .colour = Colour::red, .is_set = true, .reserved = {}},
            {.number = 2, .size = -2, .colour = Colour::green, .is_set = false, .reserved = {}}};
        auto answer = client.records(entries);
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer->count, 2u);
        ASSERT_EQ(answer->tables.size(), 2u);
        EXPECT_EQ(answer->tables[1].entries[0].size, -2);
        EXPECT_EQ(answer->tables[1].wide, Wide::huge);
    });
}

TEST(Generated, inline_text_of_every_size_arrives) {
    with_server([](EverythingClient& client, Server& server) {
        for (const size_t size : {0, 1, 7, 8, 31, 32, 33, 100, 254, 255, 256, 4096}) {
            const std::string text(size, 'x');
            EXPECT_TRUE(client.short_text(9, text).ok());
            EXPECT_EQ(server.seen, "9|" + text);
        }
        for (const size_t size : {1, 31, 32}) {
            EXPECT_TRUE(client.always_inline(bytes_of(std::string(size, 'y'))).ok());
            EXPECT_EQ(server.seen, std::string(size, 'y'));
        }
        for (const size_t first : {0, 8})
            for (const size_t second : {0, 24, 25, 500}) {
                EXPECT_TRUE(
                    client.two_texts(3, std::string(first, 'a'), bytes_of(std::string(second, 'b'))).ok());
                EXPECT_EQ(server.seen, "3|" + std::string(first, 'a') + "|" + std::string(second, 'b'));
            }
        EXPECT_TRUE(client.inline_if(true, std::string(40, 'z')).ok());
        EXPECT_EQ(server.seen, std::string(40, 'z'));
        EXPECT_TRUE(client.inline_if(false, "not sent").ok());
        EXPECT_EQ(server.seen, "");
    });
}

TEST(Generated, attachments_with_a_condition_come_only_when_it_holds) {
    with_server([](EverythingClient& client, Server& server) {
        EXPECT_TRUE(client.maybe(kOpenRead, Colour::red, false, "words", bytes_of("bytes")).ok());
        EXPECT_EQ(server.seen, "1||");
        EXPECT_TRUE(client.maybe(kOpenWrite, Colour::red, true, "words", bytes_of("bytes")).ok());
        EXPECT_EQ(server.seen, "2|words|");
        EXPECT_TRUE(
            client.maybe(kOpenRead | kOpenWrite, Colour::green, true, "words", bytes_of("bytes")).ok());
        EXPECT_EQ(server.seen, "3|words|bytes");
    });
}

TEST(Generated, a_text_with_a_nul_is_refused_inside_and_outside_the_words) {
    using namespace std::literals;
    with_server([](EverythingClient& client, Server& server) {
        server.seen = "nothing";
        EXPECT_EQ(client.inline_if(true, "a\0b"sv).error(), Error::invalid);
        EXPECT_EQ(client.inline_if(true, std::string(40, 'z') + "\0"s).error(), Error::invalid);
        EXPECT_EQ(client.inline_if(true, "\0"sv).error(), Error::invalid);
        EXPECT_EQ(server.seen, "nothing");
        EXPECT_TRUE(client.inline_if(true, "after it").ok());
        EXPECT_EQ(server.seen, "after it");
    });
}

TEST(Generated, handles_beyond_the_limit_are_refused_before_anything_is_sent) {
    with_server([](EverythingClient& client, Server& server) {
        const abi::Handle more[] = {21, 22, 23, 24};
        EXPECT_TRUE(client.handles(3, 20, std::span(more).first(3)).ok());
        server.seen = "nothing";
        fake::take_closed_handles();
        EXPECT_EQ(client.handles(4, 20, more).error(), Error::limit);
        EXPECT_EQ(server.seen, "nothing");
        EXPECT_EQ(fake::take_closed_handles(), (std::vector<abi::Handle>{20, 21, 22, 23, 24}))
            << "they were given away";
    });
}

TEST(Generated, handles_move_as_many_as_the_field_says) {
    with_server([](EverythingClient& client, Server& server) {
        const abi::Handle more[] = {21, 22};
        EXPECT_TRUE(client.handles(2, 20, more).ok());
        EXPECT_EQ(server.seen, "20|21|22");
        EXPECT_TRUE(client.handles(0, 20, {}).ok());
        EXPECT_EQ(server.seen, "20");
        fake::take_closed_handles();
        EXPECT_EQ(client.handles(1, 20, more).error(), Error::invalid);
        EXPECT_EQ(fake::take_closed_handles(), (std::vector<abi::Handle>{20, 21, 22}))
            << "they were given away";
    });
}

/// What the server calls back.
class Listener : public ListenerServer {
  public:
    void told(Context&, uint32_t number, std::string_view words) override {
        heard = std::to_string(number) + "|" + std::string(words);
    }
    Result<uint32_t> asked(Context&, uint32_t number) override {
        if (number == 0)
            return Error::busy;
        return number * 2;
    }
    Result<void> given(Context&, abi::Handle) override { return {}; }
    std::string heard;
};

void listen(async::Connection& connection, async::Call opening, void* data) {
    static_cast<Listener*>(data)->serve(connection, std::move(opening));
}

TEST(Generated, a_server_calls_its_client_back) {
    with_server([](EverythingClient& client, Server& server) {
        Listener listener;
        EXPECT_TRUE(client.back(listen, &listener).ok());
        EXPECT_EQ(listener.heard, "5|hello");
        EXPECT_EQ(server.seen, "doubled 42, then error 15");
    });
}

TEST(Generated, streams_and_callbacks_with_a_condition_are_not_waited_for_when_it_does_not_hold) {
    with_server([](EverythingClient& client, Server& server) {
        uint8_t buffer[8] = {};
        EXPECT_TRUE(client.maybe_streams(0, false, bytes_of("given"), nullptr, nullptr, buffer).ok());
        EXPECT_EQ(server.seen, "|");
        EXPECT_EQ(*client.maybe_streams(kOpenRead, false, bytes_of("given"), nullptr, nullptr, buffer), 5u);
        EXPECT_EQ(server.seen, "|");
        Listener listener;
        EXPECT_EQ(
            *client.maybe_streams(kOpenRead | kOpenWrite, true, bytes_of("given"), listen, &listener, buffer),
            5u);
        EXPECT_EQ(server.seen, "given|listener");
        EXPECT_EQ(listener.heard, "6|streams");
    });
}

TEST(Generated, the_size_of_what_came_is_right_whatever_was_left_out_before_it) {
    with_server([](EverythingClient& client, Server& server) {
        uint8_t rest[8] = {};
        for (const size_t size : {3, 60})
            for (const bool is : {false, true}) {
                const std::string words(size, 'w');
                EXPECT_EQ(*client.maybe_taken(is, true, words, bytes_of("bytes"), rest), "name");
                EXPECT_EQ(*client.maybe_taken(is, false, words, bytes_of("bytes"), rest), "");
                EXPECT_EQ(server.seen, words + (is ? "|bytes" : "|"));
                EXPECT_EQ(text_of({rest, 4}), "rest");
            }
    });
}

TEST(Generated, streams_are_served_by_the_handler_and_settled_if_it_fails) {
    with_server([](EverythingClient& client, Server& server) {
        EXPECT_EQ(*client.stream_in(3, bytes_of("0123456789")), 7u);
        EXPECT_EQ(server.seen, "3|0123456");
        uint8_t buffer[16] = {};
        EXPECT_EQ(*client.stream_out(0, buffer), 8u);
        EXPECT_EQ(text_of({buffer, 8}), "streamed");
        EXPECT_EQ(client.stream_out(1, buffer).error(), Error::io);
    });
}

TEST(Generated, an_answer_right_is_used_later_and_answers_by_itself_when_it_is_dropped) {
    with_server([](EverythingClient& client, Server&) {
        auto first = client.send_later(1);
        auto second = client.send_later(2);
        fibril::yield();
        EXPECT_FALSE(first.done());
        EXPECT_TRUE(client.later_nothing().ok());
        EXPECT_EQ(*first.wait(), 7u);
        EXPECT_EQ(*second.wait(), 7u);
        EXPECT_EQ(client.later(0).error(), Error::interrupted);
    });
}

TEST(Generated, posts_and_questions_and_futures_work) {
    with_server([](EverythingClient& client, Server& server) {
        client.hint(8, "hinted");
        EXPECT_EQ(server.seen, "8|hinted");
        EXPECT_EQ(client.ask().error(), Error::exists);
        auto future = client.send_give(1, bytes_of("a"), "b");
        EXPECT_EQ(*future.wait(), 2u);
        client.send_nothing().forget();
        EXPECT_TRUE(client.nothing().ok());
    });
}

TEST(Generated, a_forwarded_call_is_answered_by_the_server_behind) {
    with_server([](EverythingClient& client, Server& server) {
        server.behind_session = open(server);
        EXPECT_EQ(*client.hand_on(21), 42u);
        EXPECT_EQ(client.hand_on(0).error(), Error::no_entry);
    });
}

TEST(Generated, a_call_that_the_state_does_not_allow_is_answered_protocol) {
    with_server([](EverythingClient& client, Server& server) {
        server.begin_error = Error::busy;
        EXPECT_EQ(client.begin().error(), Error::busy);
        EXPECT_TRUE(client.one().ok());
        server.begin_error = Error::ok;
        EXPECT_TRUE(client.begin().ok());
        EXPECT_EQ(client.one().error(), Error::protocol);
        EXPECT_TRUE(client.nothing().ok());
        EXPECT_EQ(server.seen, "nothing, known");
        EXPECT_TRUE(client.begin().ok());
        EXPECT_TRUE(client.one().ok());
    });
}

TEST(Generated, a_call_with_data_in_the_wrong_state_does_not_leave_its_data_behind) {
    with_server([](EverythingClient& client, Server& server) {
        EXPECT_TRUE(client.begin().ok());
        EXPECT_EQ(client.give(1, bytes_of("data"), "text").error(), Error::protocol);
        EXPECT_TRUE(client.nothing().ok());
        EXPECT_EQ(server.seen, "nothing, known");
    });
}

TEST(Generated, a_method_that_is_unknown_is_answered_not_supported) {
    with_server([](EverythingClient& client, Server&) {
        EXPECT_EQ(async::send(client.phone(), abi::kFirstUserMethod + 9).wait().error, Error::not_supported);
        EXPECT_EQ(async::send(client.phone(), abi::kFirstUserMethod + 999).wait().error,
                  Error::not_supported);
        EXPECT_TRUE(client.nothing().ok());
    });
}

} // namespace
} // namespace everything
