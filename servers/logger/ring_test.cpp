// SPDX-License-Identifier: MIT
#include "servers/logger/line.hpp"
#include "servers/logger/ring.hpp"

#include <gtest/gtest.h>

namespace logger {
namespace {

TEST(LogRing, gives_lines_in_order_and_nothing_behind_the_end) {
    Ring ring(1000);
    ring.append("one");
    ring.append("two");
    EXPECT_EQ(ring.read(0, 100), "one\ntwo\n");
    EXPECT_EQ(ring.read(4, 2), "tw");
    EXPECT_EQ(ring.read(8, 100), "");
    EXPECT_EQ(ring.read(~uint64_t(0), 100), "");
}

TEST(LogRing, never_exceeds_its_capacity_and_drops_whole_old_lines) {
    Ring ring(200);
    for (int i = 0; i < 1000; i++) {
        ring.append("line " + std::to_string(i));
        ASSERT_LE(ring.size(), 200u);
    }
    const std::string text = ring.read(0, 1000);
    EXPECT_EQ(text.substr(0, 5), "line ");
    EXPECT_EQ(text.substr(text.size() - 9), "line 999\n");
    EXPECT_GT(text.size(), 100u) << "not more than needed is dropped";
}

TEST(LogRing, cuts_a_line_that_is_longer_than_everything) {
    Ring ring(16);
    ring.append("short");
    ring.append(std::string(100, 'x'));
    EXPECT_EQ(ring.read(0, 100), std::string(15, 'x') + "\n");
}

TEST(LogRing, a_message_cannot_fake_a_line_or_control_a_terminal) {
    Ring ring(100);
    ring.append("a\n[0] kernel: lie\x1b[2J\tb");
    EXPECT_EQ(ring.read(0, 100), "a?[0] kernel: lie?[2J\tb\n");
}

TEST(LogLine, looks_like_a_line_of_the_kernel) {
    EXPECT_EQ(format_line(3000120, "vfs", 2, "full"), "[    3.000120] vfs: warning: full");
    EXPECT_EQ(format_line(0, "init", 3, "hello"), "[    0.000000] init: hello");
}

TEST(LogLevel, unknown_numbers_have_no_name) {
    EXPECT_EQ(level_name(1), "error");
    EXPECT_EQ(level_name(4), "debug");
    EXPECT_FALSE(level_name(0).has_value());
    EXPECT_FALSE(level_name(5).has_value());
    EXPECT_FALSE(level_name(~uint64_t(0)).has_value());
}

} // namespace
} // namespace logger
