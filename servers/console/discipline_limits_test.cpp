// SPDX-License-Identifier: MIT
#include "servers/console/typed_terminal.hpp"

#include <algorithm>

namespace console {
namespace {

TEST(LongLine, keeps_what_fits_and_rings_once_a_batch) {
    TypedTerminal terminal;
    terminal.type(std::string(100 * 1000, 'x'));
    const std::string echo = terminal.take_echo();
    EXPECT_EQ(std::count(echo.begin(), echo.end(), '\a'), 1);
    terminal.type("\r");
    EXPECT_EQ(terminal.read(), std::string(kMaxLine - 1, 'x') + "\n");
    terminal.type("next\r");
    EXPECT_EQ(terminal.read(), "next\n");
}

TEST(LongLine, is_still_edited_at_its_end) {
    TypedTerminal terminal;
    terminal.type(std::string(kMaxLine - 1, 'x') + "yz");
    terminal.type("\x7f\x7f"
                  "ab\r");
    EXPECT_EQ(terminal.read(), std::string(kMaxLine - 3, 'x') + "ab\n");
}

TEST(LongLine, never_ends_with_half_a_character) {
    for (size_t filled = kMaxLine - 5; filled < kMaxLine; filled++) {
        TypedTerminal terminal;
        const std::string start(filled, 'x');
        terminal.type(start + "\U0001f600\u20ac\r");
        const std::string line = terminal.read();
        const bool smile_fits = filled + 4 <= kMaxLine - 1;
        EXPECT_EQ(line, start +
                            (smile_fits                   ? "\U0001f600"
                             : filled + 3 <= kMaxLine - 1 ? "\u20ac"
                                                          : "") +
                            "\n");
    }
}

TEST(Queue, input_beyond_the_queue_waits_and_follows_when_there_is_room) {
    TypedTerminal terminal(raw_attributes());
    std::string typed;
    for (size_t i = 0; i < kMaxQueue * 2; i++)
        typed += static_cast<char>('a' + i % 26);
    terminal.type(typed);
    EXPECT_EQ(terminal.discipline.available(), kMaxQueue);
    EXPECT_EQ(terminal.discipline.room(), kMaxPending - kMaxQueue);
    std::string got;
    while (terminal.discipline.readable())
        got += terminal.read(1000);
    EXPECT_EQ(got, typed);
    EXPECT_EQ(terminal.discipline.room(), kMaxPending);
}

TEST(Queue, beyond_its_room_input_is_lost_with_a_bell_and_nothing_else) {
    TypedTerminal terminal(raw_attributes());
    terminal.type(std::string(kMaxQueue + kMaxPending, 'a'));
    EXPECT_EQ(terminal.discipline.room(), kMaxQueue) << "input fills pending before it is processed";
    terminal.type(std::string(kMaxPending, 'b'));
    EXPECT_EQ(terminal.discipline.room(), 0u);
    EXPECT_EQ(terminal.take_echo(), "\a\a");
    size_t count = 0;
    while (terminal.discipline.readable())
        count += terminal.read().size();
    EXPECT_EQ(count, kMaxPending + kMaxQueue);
}

TEST(Queue, a_million_ends_of_file_cost_no_more_than_their_limit) {
    TypedTerminal terminal;
    for (int i = 0; i < 4; i++)
        terminal.type(std::string(kMaxPending, '\x04'));
    EXPECT_EQ(terminal.discipline.room(), 0u);
    size_t count = 0;
    for (; terminal.discipline.readable(); count++)
        EXPECT_EQ(terminal.read(), "");
    EXPECT_LE(count, kMaxPending + 4096);
}

TEST(Queue, flush_drops_all_of_it) {
    TypedTerminal terminal;
    terminal.type("one\rtwo");
    terminal.discipline.flush();
    EXPECT_FALSE(terminal.discipline.readable());
    terminal.type("x\r");
    EXPECT_EQ(terminal.read(), "x\n");
}

TEST(BinaryPaste, does_no_harm_in_canonical_mode) {
    TypedTerminal terminal;
    uint32_t state = 1;
    for (int round = 0; round < 200; round++) {
        std::string noise;
        for (int i = 0; i < 1000; i++)
            noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
        terminal.type(noise);
        while (terminal.discipline.readable())
            EXPECT_LE(terminal.read().size(), kMaxLine);
    }
    terminal.type("\x15"
                  "still here\r");
    EXPECT_EQ(terminal.read(), "still here\n");
}

} // namespace
} // namespace console
