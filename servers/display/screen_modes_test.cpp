// SPDX-License-Identifier: MIT
#include "servers/display/screen_text.hpp"

#include <gtest/gtest.h>

namespace display {
namespace {

std::string replies(std::string_view bytes) {
    Screen screen(10, 4);
    screen.write(bytes);
    return screen.take_replies();
}

TEST(Alternate, is_empty_and_gives_the_main_screen_back) {
    Screen screen(10, 4);
    screen.write("one\r\ntw\033[?1049h");
    EXPECT_EQ(screen_text(screen), "");
    screen.write("\033[4;9Hfull\033[?1049l");
    EXPECT_EQ(screen_text(screen), "one|tw|");
    EXPECT_EQ(screen.cursor().row, 1);
    EXPECT_EQ(screen.cursor().column, 2);
}

TEST(Alternate, adds_nothing_to_what_can_be_looked_back_at) {
    Screen screen(10, 2);
    screen.write("a\033[?1049h1\r\n2\r\n3\r\n4\033[?1049l");
    screen.look_back(10);
    EXPECT_EQ(screen_text(screen), "a|");
}

TEST(Cursor, is_saved_with_style_and_modes) {
    Screen screen(10, 4);
    screen.write("\033[2;3H\033[31m\0337\033[H\033[0m\0338x");
    EXPECT_EQ(screen.at(1, 2).style.foreground, Colour::indexed(1));
    screen.write("\033[s\033[H\033[uy");
    EXPECT_EQ(row_text(screen, 1), "  xy");
}

TEST(Cursor, can_be_hidden_and_shaped) {
    Screen screen(10, 4);
    EXPECT_TRUE(screen.cursor().visible);
    screen.write("\033[?25l\033[5 q");
    EXPECT_FALSE(screen.cursor().visible);
    EXPECT_EQ(screen.cursor().shape, CursorShape::bar);
    screen.write("\033[!p");
    EXPECT_TRUE(screen.cursor().visible);
    EXPECT_EQ(screen.cursor().shape, CursorShape::block);
}

TEST(Replies, tell_position_state_and_kind) {
    EXPECT_EQ(replies("\033[2;3H\033[6n"), "\033[2;3R");
    EXPECT_EQ(replies("\033[2;4r\033[?6h\033[2;1H\033[6n"), "\033[2;1R");
    EXPECT_EQ(replies("\033[5n"), "\033[0n");
    EXPECT_EQ(replies("\033[c\033[>c"), "\033[?62;22c\033[>1;10;0c");
    EXPECT_EQ(replies("\033[18t"), "\033[8;4;10t");
    EXPECT_EQ(replies("\033[?2004h\033[?2004$p\033[?25l\033[?25$p\033[?1234$p\033[4$p"),
              "\033[?2004;1$y\033[?25;2$y\033[?1234;0$y\033[4;2$y");
}

TEST(Replies, are_bounded_when_nobody_takes_them) {
    std::string flood;
    for (int i = 0; i < 10000; i++)
        flood += "\033[c";
    EXPECT_LE(replies(flood).size(), Screen::kMaxReplies);
}

TEST(Modes, are_known_to_the_encoding_of_keys) {
    Screen screen(10, 4);
    screen.write("\033[?1h\033=\033[?2004h\033[?5h");
    EXPECT_TRUE(screen.application_keypad());
    EXPECT_TRUE(screen.application_cursor());
    EXPECT_TRUE(screen.bracketed_paste());
    EXPECT_TRUE(screen.reversed());
    screen.write("\033c");
    EXPECT_FALSE(screen.application_cursor());
    EXPECT_FALSE(screen.bracketed_paste());
    EXPECT_FALSE(screen.reversed());
}

TEST(Reset, forgets_everything) {
    Screen screen(10, 4);
    screen.write("abc\r\n\033[2;3r\033[1;31m\033[?1049hx\033cy");
    EXPECT_EQ(screen_text(screen), "y|");
    EXPECT_EQ(screen.at(0, 0).style, Style());
}

} // namespace
} // namespace display
