// SPDX-License-Identifier: MIT
#include "fibrils/testing/fake_kernel.hpp"
#include "servers/console/driver_line.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

using namespace console;

namespace {

/// A terminal that takes input only while it has room.
class Reader : public LineListener {
  public:
    void input_arrived() override { take(); }
    void resized(uint32_t, uint32_t) override {}
    void opened() override {}

    void take() {
        char bytes[100];
        const size_t size = line.read(bytes, std::min(room, sizeof(bytes)));
        room -= size;
        taken.append(bytes, size);
    }

    DriverLine line{*this};
    size_t room = 1000;
    std::string taken;
};

void in_background(void (*action)(Reader&), Reader& reader, bool& done) {
    auto id = fibril::spawn({.name = "driver", .stack_size = 64 * 1024}, [&, action] {
        action(reader);
        done = true;
    });
    ASSERT_TRUE(fibril::detach(*id).ok());
    fibril::yield();
}

std::string take_all(DriverLine& line) {
    std::string bytes(line.peek(~size_t(0)));
    line.consume(bytes.size());
    return bytes;
}

TEST(DriverLine, what_was_written_before_a_driver_came_is_shown_by_it) {
    fake::run([] {
        Reader reader;
        reader.line.write("$ ");
        reader.line.wait_for_room();
        reader.line.attach(5);
        EXPECT_TRUE(reader.line.wait_for_output());
        EXPECT_EQ(take_all(reader.line), "$ ");
    });
}

TEST(DriverLine, nobody_waits_for_a_terminal_without_a_driver_and_its_newest_output_stays) {
    fake::run([] {
        Reader reader;
        reader.line.write(std::string(kMaxOutput, 'x'));
        reader.line.write("newest");
        reader.line.wait_for_room();
        const std::string kept(reader.line.peek(~size_t(0)));
        EXPECT_EQ(kept.size(), kMaxOutput);
        EXPECT_EQ(kept.substr(kept.size() - 6), "newest");
    });
}

TEST(DriverLine, a_writer_waits_while_the_driver_is_slow_and_nothing_is_lost) {
    fake::run([] {
        Reader reader;
        reader.line.attach(5);
        reader.line.write(std::string(kMaxOutput + 1, 'x'));
        bool done = false;
        in_background([](Reader& r) { r.line.wait_for_room(); }, reader, done);
        EXPECT_FALSE(done);
        reader.line.consume(1);
        fibril::yield();
        EXPECT_TRUE(done);
        EXPECT_EQ(take_all(reader.line).size(), kMaxOutput);
    });
}

TEST(DriverLine, typed_bytes_wait_until_the_terminal_has_taken_them) {
    fake::run([] {
        Reader reader;
        reader.room = 3;
        reader.line.attach(5);
        bool done = false;
        in_background([](Reader& r) { r.line.type("typed"); }, reader, done);
        EXPECT_FALSE(done);
        EXPECT_EQ(reader.taken, "typ");
        reader.room = 10;
        reader.take();
        fibril::yield();
        EXPECT_TRUE(done);
        EXPECT_EQ(reader.taken, "typed");
    });
}

TEST(DriverLine, the_death_of_a_driver_lets_everybody_go_on_and_keeps_what_it_did_not_show) {
    fake::run([] {
        Reader reader;
        reader.room = 0;
        reader.line.attach(5);
        bool typed = false;
        in_background([](Reader& r) { r.line.type("lost"); }, reader, typed);
        reader.line.write(std::string(kMaxOutput, 'x') + "unshown");
        bool written = false;
        in_background([](Reader& r) { r.line.wait_for_room(); }, reader, written);
        reader.line.detach();
        fibril::yield();
        EXPECT_TRUE(typed && written);
        reader.line.attach(6);
        EXPECT_EQ(reader.line.driver(), 6u);
        const std::string kept = take_all(reader.line);
        EXPECT_EQ(kept.substr(kept.size() - 7), "unshown");
        reader.room = 10;
        reader.take();
        EXPECT_EQ(reader.taken, "");
    });
}

TEST(DriverLine, output_of_a_restarted_driver_is_not_stolen_by_its_predecessor) {
    fake::run([] {
        Reader reader;
        reader.line.attach(5);
        static bool old_got_it;
        old_got_it = false;
        bool done = false;
        in_background([](Reader& r) { old_got_it = r.line.wait_for_output(); }, reader, done);
        reader.line.detach();
        reader.line.attach(6);
        reader.line.write("for the new one");
        fibril::yield();
        EXPECT_TRUE(done);
        EXPECT_FALSE(old_got_it);
        EXPECT_TRUE(reader.line.wait_for_output());
    });
}

} // namespace
