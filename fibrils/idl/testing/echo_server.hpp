// SPDX-License-Identifier: MIT
// A generated server that answers with what it was asked with, and how tests talk with it.
#pragma once

#include "fibrils/idl/testing/everything_client.hpp"
#include "fibrils/idl/testing/everything_server.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace everything {
using async::Context;
using async::Error;
using async::Result;

inline std::span<const uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

inline std::string text_of(std::span<const uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Remembers what it saw.
class Server : public EverythingServer {
  public:
    Result<void> nothing(Context& context) override {
        saw(context.state == uint8_t(EverythingState::known) ? "nothing, known" : "nothing");
        return {};
    }
    Result<EverythingScalars> scalars(Context&, uint8_t a, int8_t b, uint16_t c, int16_t d, uint32_t e,
                                      int32_t f, uint64_t g, int64_t h, bool i, uint32_t j, uint8_t k,
                                      Colour l, OpenFlags m) override {
        return EverythingScalars{a, b, c, d, e, f, g, h, i, j, k, l, m};
    }
    Result<EverythingStructs> structs(Context&, const Nested& nested, const Pair& pair) override {
        return EverythingStructs{nested, pair};
    }
    Result<EverythingArrays> arrays(Context&, const std::array<uint8_t, 8>& bytes,
                                    const std::array<int16_t, 4>& numbers,
                                    const std::array<Colour, 3>& colours) override {
        return EverythingArrays{bytes, numbers, colours};
    }
    Result<uint64_t> one(Context&) override { return ~uint64_t(0); }
    Result<Pair> one_struct(Context&, const Pair& pair) override { return pair; }
    Result<uint32_t> give(Context&, uint32_t a, std::span<const uint8_t> bytes,
                          std::string_view words) override {
        saw(text_of(bytes) + "|" + std::string(words));
        if (a == 0)
            return Error::invalid;
        return a + 1;
    }
    Result<void> take(Context&, async::OutData& bytes) override {
        if (bytes.size() == 1)
            return Error::busy;
        return bytes.give("0123456789", 10).error();
    }
    Result<std::string> take_text(Context&) override { return std::string("some text"); }
    Result<EverythingTakeBoth> take_both(Context&, uint32_t a, async::OutData& bytes) override {
        (void)bytes.give("abc", 3);
        return EverythingTakeBoth{.b = a + 1, .c = a + 2, .words = "words"};
    }
    Result<EverythingRecords> records(Context&, std::span<const Entry> entries) override {
        EverythingRecords answer{.count = uint32_t(entries.size()), .tables = {}};
        answer.tables.resize(2);
        answer.tables[1].entries[0] = entries.back();
        answer.tables[1].wide = Wide::huge;
        return answer;
    }
    Result<void> short_text(Context&, uint32_t a, std::string_view words) override {
        saw(std::to_string(a) + "|" + std::string(words));
        return {};
    }
    Result<void> two_texts(Context&, uint8_t a, std::string_view first,
                           std::span<const uint8_t> second) override {
        saw(std::to_string(a) + "|" + std::string(first) + "|" + text_of(second));
        return {};
    }
    Result<void> always_inline(Context&, std::span<const uint8_t> bytes) override {
        saw(text_of(bytes));
        return {};
    }
    Result<void> maybe(Context&, OpenFlags flags, Colour, bool is, std::string_view words,
                       std::span<const uint8_t> bytes, async::Question& alive) override {
        saw(std::to_string(flags) + "|" + std::string(words) + "|" + text_of(bytes));
        if (is)
            alive.answer(Error::ok);
        return {};
    }
    Result<void> handles(Context&, uint8_t, abi::Handle one, std::vector<abi::Handle> more) override {
        std::string text = std::to_string(one);
        for (const abi::Handle handle : more)
            text += "|" + std::to_string(handle);
        saw(text);
        return {};
    }
    Result<void> back(Context&, ListenerClient listener) override {
        listener.told(5, "hello");
        saw("doubled " + std::to_string(*listener.asked(21)) + ", then error " +
            std::to_string(int(listener.asked(0).error())));
        return {};
    }
    Result<uint32_t> stream_in(Context&, uint64_t position, async::InData& bytes) override {
        char buffer[8] = {};
        const size_t size = TRY(bytes.take(buffer, sizeof buffer - 1));
        saw(std::to_string(position) + "|" + buffer);
        return uint32_t(size);
    }
    Result<uint32_t> stream_out(Context&, uint64_t position, async::OutData& bytes) override {
        if (position == 1)
            return Error::io; // leaves the data call to the generated code
        return uint32_t(TRY(bytes.give("streamed", 8)));
    }
    Result<void> shares(Context&, async::Share&, async::Share&) override { return Error::not_supported; }
    Result<void> ask(Context&, async::Question& alive) override {
        alive.answer(Error::exists);
        return {};
    }
    void later(Context&, uint32_t a, async::AnswerRight<uint32_t> right) override {
        if (a == 0)
            return; // drops the right
        parked.push_back(std::move(right));
    }
    void later_nothing(Context&, async::AnswerRight<void> right) override {
        for (auto& other : parked)
            std::move(other).answer(7);
        parked.clear();
        std::move(right).answer();
    }
    void hint(Context&, uint32_t number, std::string_view words) override {
        saw(std::to_string(number) + "|" + std::string(words));
    }
    Result<EverythingClient*> hand_on(Context&, uint32_t a) override {
        if (a == 0)
            return Error::no_entry;
        return &behind_session;
    }
    Result<uint32_t> behind(Context&, uint32_t a) override { return a * 2; }
    Result<void> begin(Context&) override { return Error(begin_error); }
    Result<EverythingWide> wide(Context&, Wide wide, abi::Handle number) override {
        return EverythingWide{wide, number};
    }
    Result<void> inline_if(Context&, bool, std::string_view words) override {
        saw(words);
        return {};
    }

    Result<void> maybe_streams(Context&, OpenFlags, bool is, async::InData& given, ListenerClient listener,
                               async::OutData& taken) override {
        char buffer[8] = {};
        if (given.pending())
            TRY(given.take(buffer, sizeof buffer - 1));
        if (is)
            listener.told(6, "streams");
        saw(std::string(buffer) + (listener.connected() ? "|listener" : "|"));
        return taken.pending() ? taken.give("taken", 5).error() : Error::ok;
    }
    Result<std::string> maybe_taken(Context&, bool, bool, std::string_view words,
                                    std::span<const uint8_t> bytes, async::OutData& rest) override {
        saw(std::string(words) + "|" + text_of(bytes));
        TRY(rest.give("rest", 4));
        return std::string("name");
    }

    std::string seen;
    std::vector<async::AnswerRight<uint32_t>> parked;
    EverythingClient behind_session;
    Error begin_error = Error::ok;

  private:
    void saw(std::string_view text) { seen = text; }
};

inline void serve(async::Connection& connection, async::Call opening, void* data) {
    const bool is_known = connection.argument2 == 1;
    static_cast<Server*>(data)->serve(connection, std::move(opening),
                                      is_known ? EverythingState::known : EverythingState::fresh);
}

inline EverythingClient open(Server& server, uint64_t number = 0) {
    async::set_handler(kEverythingInterface, serve, &server);
    return EverythingClient(*async::connect_me_to(fake::make_phone(0), kEverythingInterface, number), number);
}

/// Runs a test's body with a client and a server.
inline void with_server(const std::function<void(EverythingClient&, Server&)>& body) {
    fake::run([&] {
        Server server;
        {
            EverythingClient client = open(server);
            body(client, server);
            server.behind_session = {};
        }
        fibril::yield();
    });
    EXPECT_EQ(fake::unanswered_calls(), 0u);
}

} // namespace everything
