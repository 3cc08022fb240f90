// SPDX-License-Identifier: MIT
// Clients and servers that idlc made of fibrils/testing/sample.idl, talking to each other.
#include "fibrils/testing/sample_client.hpp"
#include "fibrils/testing/sample_server.hpp"

#include "fibrils/testing/fake_kernel.hpp"
#include "fibrils/testing/peers.hpp"

#include <gtest/gtest.h>

namespace sample {

namespace {

using async::Error;
using Bytes = std::vector<uint8_t>;

class Values : public ValuesServer {
    async::Result<ValuesEcho> echo(async::Context&, bool a, uint8_t b, uint32_t c, int8_t d, int32_t e,
                                   uint64_t f, Kind kind, WantFlags want) override {
        return ValuesEcho{a, b, c, d, e, f, kind, want};
    }
    async::Result<ValuesBoxes> boxes(async::Context&, const Box& box,
                                     const std::array<uint16_t, 3>& more) override {
        return ValuesBoxes{box, more};
    }
    async::Result<ValuesOdd> odd(async::Context&, const std::array<uint32_t, 3>& values) override {
        return ValuesOdd{values};
    }
    async::Result<ValuesCut> cut(async::Context&, uint64_t value) override {
        return ValuesCut{uint16_t(value)};
    }
    async::Result<int16_t> negative(async::Context&, int16_t value) override { return value; }
    async::Result<ValuesLights> lights(async::Context&, uint8_t pattern) override {
        ValuesLights lights;
        for (int i = 0; i < 8; i++)
            lights.lights[size_t(i)] = pattern >> i & 1;
        return lights;
    }
    async::Result<Point> point(async::Context&, const Point& point) override { return point; }
    async::Result<std::array<uint64_t, 5>> full(async::Context&,
                                                const std::array<uint64_t, 5>& words) override {
        return words;
    }
    void later(async::Context&, uint32_t value, async::AnswerRight<ValuesLater> right) override {
        std::move(right).answer({uint16_t(value)});
    }
    async::Result<Kind> kind(async::Context&, uint8_t number) override { return Kind(number); }
};

struct GeneratedWords : testing::Test {
    Values server;
    void with_client(void (*body)(ValuesClient& client)) {
        fake::run([&] {
            auto client = fake::connect<ValuesClient>(server);
            body(client);
        });
    }
};

TEST_F(GeneratedWords, carry_every_type_there_and_back) {
    with_client([](ValuesClient& client) {
        auto back =
            client.echo(true, 1, 0xabcdef, -7, -70000, ~uint64_t(0), Kind::large, kWantArea | kWantText);
        ASSERT_TRUE(back.ok());
        EXPECT_EQ(back->a, true);
        EXPECT_EQ(back->b, 1);
        EXPECT_EQ(back->c, 0xabcdefu);
        EXPECT_EQ(back->d, -7);
        EXPECT_EQ(back->e, -70000);
        EXPECT_EQ(back->f, ~uint64_t(0));
        EXPECT_EQ(back->kind, Kind::large);
        EXPECT_EQ(back->want, kWantArea | kWantText);
    });
}

TEST_F(GeneratedWords, cut_what_does_not_fit_to_the_largest_that_does) {
    with_client([](ValuesClient& client) {
        EXPECT_EQ(client.echo(false, 9, 1u << 24, 0, 0, 0, Kind::small, 0)->b, 1);
        EXPECT_EQ(client.echo(false, 9, 1u << 24, 0, 0, 0, Kind::small, 0)->c, 0xffffffu);
        EXPECT_EQ(client.cut(4095)->value, 4095);
        EXPECT_EQ(client.cut(5000)->value, 4095) << "of an answer with one field, too";
        EXPECT_EQ(client.later(5000)->value, 4095) << "of one that is answered later, too";
    });
}

TEST_F(GeneratedWords, carry_structs_and_arrays) {
    with_client([](ValuesClient& client) {
        const Box box{{-5, 77, true}, {int8_t(-1), int8_t(1)}};
        auto back = client.boxes(box, {1, 2, 0xffff});
        ASSERT_TRUE(back.ok());
        EXPECT_EQ(back->box.corner.x, -5);
        EXPECT_EQ(back->box.corner.y, 77u);
        EXPECT_TRUE(back->box.corner.inside);
        EXPECT_EQ(back->box.offsets[0], -1);
        EXPECT_EQ(back->more[2], 0xffff);
        auto point = client.point({INT32_MIN, 0xfffffe, true});
        EXPECT_EQ(point->x, INT32_MIN);
        EXPECT_EQ(point->y, 0xfffffeu);
        EXPECT_EQ(client.full({1, 2, 3, 4, ~uint64_t(0)}).value()[4], ~uint64_t(0));
    });
}

TEST_F(GeneratedWords, answer_an_array_whose_elements_do_not_fill_their_type) {
    with_client([](ValuesClient& client) {
        const std::array<uint32_t, 3> values = {1, 0xffffff, 3};
        EXPECT_EQ(client.odd(values)->values, values);
        auto lights = client.lights(0xa1);
        EXPECT_EQ(lights->lights, (std::array<bool, 8>{true, false, false, false, false, true, false, true}));
    });
}

TEST_F(GeneratedWords, of_a_negative_answer_touch_no_bits_of_others) {
    with_client([](ValuesClient& client) {
        EXPECT_EQ(*client.negative(-3), -3);
        EXPECT_EQ(async::words_of(int16_t(-3))[0], 0xfffdu);
    });
}

TEST_F(GeneratedWords, with_an_unknown_enumerator_are_refused_on_both_sides) {
    with_client([](ValuesClient& client) {
        EXPECT_EQ(client.echo(false, 0, 0, 0, 0, 0, Kind(9), 0).error(), Error::invalid);
        EXPECT_EQ(client.echo(false, 0, 0, 0, 0, 0, Kind::small, 0x80).error(), Error::invalid);
        EXPECT_EQ(client.kind(9).error(), Error::protocol);
        EXPECT_EQ(*client.kind(2), Kind::large);
    });
}

TEST_F(GeneratedWords, of_a_retired_method_are_not_supported) {
    with_client([](ValuesClient& client) {
        const uint64_t retired = abi::kFirstUserMethod + 7;
        EXPECT_EQ(async::request(client.phone(), retired).error(), Error::not_supported);
    });
}

// --- states and connects

class Room : public RoomServer {
    async::Result<void> enter(async::Context&, bool welcome) override {
        return welcome ? Error::ok : asked_++ == 0 ? Error::busy : Error::permission;
    }
    async::Result<uint64_t> look(async::Context& context) override { return context.connection.argument3; }
    async::Result<void> leave(async::Context&) override { return {}; }

    int asked_ = 0;
};

TEST(GeneratedStates, refuse_a_call_that_is_not_allowed_and_follow_its_errors) {
    Room server;
    fake::run([&] {
        auto client = fake::connect<RoomClient>(server, kRoomConnectDoor);
        EXPECT_EQ(client.look().error(), Error::protocol);
        EXPECT_EQ(client.enter(false).error(), Error::busy);
        EXPECT_EQ(client.leave().error(), Error::protocol) << "waiting";
        EXPECT_EQ(client.enter(false).error(), Error::permission);
        EXPECT_EQ(client.look().error(), Error::protocol) << "an error without a state leaves it";
        EXPECT_TRUE(client.enter(true).ok());
        EXPECT_TRUE(client.look().ok());
        EXPECT_TRUE(client.leave().ok());
        EXPECT_EQ(client.look().error(), Error::protocol);
    });
}

TEST(GeneratedStates, begin_where_the_connect_says) {
    Room server;
    fake::run([&] {
        auto client = fake::connect<RoomClient>(server, kRoomConnectWindow, 3);
        EXPECT_EQ(*client.look(), 3u);
        RoomClient other(*client.connect_door(), kRoomConnectDoor);
        EXPECT_EQ(other.look().error(), Error::protocol);
    });
}

TEST(GeneratedStates, are_of_no_use_to_a_connect_with_an_unknown_number) {
    Room server;
    fake::run([&] {
        auto client = fake::connect<RoomClient>(server, kRoomConnectDoor);
        EXPECT_EQ(async::connect_me_to(client.phone(), kRoomInterface, 9).error(), Error::invalid);
    });
}

// --- events

class News : public NewsServer {
    async::Result<void> subscribe(async::Context&, NewsEventSender news) override {
        readers_.push_back(std::move(news));
        return {};
    }
    async::Result<void> publish(async::Context&, uint32_t number, std::string_view line) override {
        for (NewsEventSender& reader : readers_)
            reader.happened(number, line);
        return {};
    }
    std::vector<NewsEventSender> readers_;
};

struct Reader : NewsEventReceiver {
    void happened(async::Context&, uint32_t number, std::string_view line) override {
        seen += std::to_string(number) + std::string(line) + ";";
    }
    std::string seen;
};

TEST(GeneratedEvents, come_over_the_callback_of_their_interface) {
    News server;
    Reader reader;
    fake::run([&] {
        auto client = fake::connect<NewsClient>(server);
        ASSERT_TRUE(client.subscribe(fake::serve_with<NewsEventReceiver>, &reader).ok());
        ASSERT_TRUE(client.publish(1, "one").ok());
        ASSERT_TRUE(client.publish(2, "").ok());
        fibril::sleep(1);
        EXPECT_EQ(reader.seen, "1one;2;");
    });
}

// --- forwards

class Back : public BackServer {
    async::Result<uint32_t> ask(async::Context&, uint8_t a, const std::array<uint64_t, 4>& b) override {
        return uint32_t(a + b[0] + b[1] + b[2] + b[3]);
    }
    async::Result<uint32_t> give(async::Context&, uint32_t id, async::OutData& bytes) override {
        const Bytes all(id, 'x');
        return uint32_t(TRY(bytes.give(all.data(), all.size())));
    }
    async::Result<void> never(async::Context&) override { return {}; }
};

class Front : public FrontServer {
  public:
    BackClient back;

  private:
    async::Result<BackClient*> ask(async::Context&, uint8_t, const std::array<uint64_t, 4>&) override {
        return &back;
    }
    async::Result<uint32_t> copy(async::Context&, uint32_t id, async::OutData& bytes) override {
        return back.pass_give(id, bytes);
    }
    async::Result<BackClient*> refused(async::Context&) override { return Error::busy; }
};

TEST(GeneratedForwards, take_all_words_to_the_server_behind) {
    Back behind;
    Front server;
    fake::run([&] {
        server.back = fake::connect<BackClient>(behind);
        auto client = fake::connect<FrontClient>(server);
        EXPECT_EQ(*client.ask(7, {10, 100, 1000, 10000}), 11117u);
        EXPECT_EQ(client.refused().error(), Error::busy);
        server.back = BackClient();
    });
}

TEST(GeneratedForwards, of_data_alone_bring_the_bytes_straight_to_the_client) {
    Back behind;
    Front server;
    fake::run([&] {
        server.back = fake::connect<BackClient>(behind);
        auto client = fake::connect<FrontClient>(server);
        uint8_t bytes[8] = {};
        EXPECT_EQ(*client.copy(5, bytes), 5u);
        EXPECT_EQ(bytes[4], 'x');
        server.back = BackClient();
    });
}

} // namespace

} // namespace sample
