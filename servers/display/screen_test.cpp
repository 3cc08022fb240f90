// SPDX-License-Identifier: MIT
#include "servers/display/screen_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace display {
namespace {

std::string shown(std::string_view bytes, int columns = 10, int rows = 4) {
    Screen screen(columns, rows);
    screen.write(bytes);
    return screen_text(screen);
}

TEST(Screen, wraps_at_the_last_column_when_the_next_character_comes) {
    Screen screen(5, 3);
    screen.write("abcde");
    EXPECT_EQ(screen.cursor().row, 0);
    EXPECT_EQ(screen.cursor().column, 4);
    screen.write("f");
    EXPECT_EQ(screen_text(screen), "abcde|f|");
    EXPECT_EQ(shown("abcde\r\nf", 5), "abcde|f|") << "no empty line between them";
    EXPECT_EQ(shown("\033[?7labcdefg", 5), "abcdg|");
}

TEST(Screen, moves_a_wide_character_that_does_not_fit_to_the_next_line) {
    EXPECT_EQ(shown("abcd\u4e2d", 5), "abcd|\u4e2d|");
    EXPECT_EQ(shown("abc\u4e2dx", 5), "abc\u4e2d|x|");
    EXPECT_EQ(shown("e\u0301x"), "ex|") << "marks take no room";
}

TEST(Screen, scrolls_at_the_end_and_back) {
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\r\n5"), "2|3|4|5|");
    EXPECT_EQ(shown("1\r\n2\r\n3\033[H\033M0"), "0|1|2|3|");
}

TEST(Screen, keeps_rows_outside_the_region) {
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[3;1H\nx"), "1|3|x|4|");
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[2;1H\033Mx"), "1|x|2|4|");
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[4;1H\n\nx"), "1|2|3|x|") << "below it nothing scrolls";
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[2;1H\033[L"), "1||2|4|");
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[1;1H\033[L"), "1|2|3|4|") << "outside the region";
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[S"), "1|3||4|");
    EXPECT_EQ(shown("1\r\n2\r\n3\r\n4\033[3;2r\r\nx"), "2|3|4|x|") << "an impossible region is none";
}

TEST(Screen, moves_the_cursor_and_stops_at_the_edges) {
    EXPECT_EQ(shown("\033[2;3Hx\033[Ay\033[2Dz"), "  zy|  x|");
    EXPECT_EQ(shown("\033[99;99Hx\033[99A\033[99D1"), "1|||         x|");
    EXPECT_EQ(shown("ab\rc\033[5Gd\033[3de"), "cb  d||     e|");
    EXPECT_EQ(shown("a\b\b\bb"), "b|");
}

TEST(Screen, counts_from_the_region_in_origin_mode) {
    EXPECT_EQ(shown("\033[2;3r\033[?6h\033[1;1Hx\033[9;1Hy"), "|x|y|");
    EXPECT_EQ(shown("\033[2;3r\033[?6h\033[?6l\033[1;1Hx"), "x|");
}

TEST(Screen, erases_parts_of_lines_and_of_itself) {
    EXPECT_EQ(shown("abcdef\033[3D\033[K"), "abc|");
    EXPECT_EQ(shown("abcdef\033[3D\033[1K"), "    ef|");
    EXPECT_EQ(shown("abcdef\033[2K"), "");
    EXPECT_EQ(shown("1\r\n2x\r\n3\033[2;2H\033[J"), "1|2|");
    EXPECT_EQ(shown("1\r\n2x\r\n3\033[2;1H\033[1J"), "| x|3|");
    EXPECT_EQ(shown("1\r\n2\r\n3\033[2J"), "");
    EXPECT_EQ(shown("abcdef\033[2G\033[2X"), "a  def|");
}

TEST(Screen, erases_with_the_colour_of_the_background) {
    Screen screen(4, 2);
    screen.write("\033[1;44mx\033[K");
    EXPECT_EQ(screen.at(0, 3).style.background, Colour::indexed(4));
    EXPECT_EQ(screen.at(0, 3).style.flags, 0);
    EXPECT_EQ(screen.at(0, 0).style.flags, kBold);
}

TEST(Screen, inserts_and_deletes_characters) {
    EXPECT_EQ(shown("abcdef\033[2G\033[2@"), "a  bcdef|");
    EXPECT_EQ(shown("abcdef\033[2G\033[2P"), "adef|");
    EXPECT_EQ(shown("abc\033[1G\033[4hxy\033[4lz"), "xyzbc|");
}

TEST(Screen, has_tabs) {
    EXPECT_EQ(shown("a\tb\tc", 20), "a       b       c|");
    EXPECT_EQ(shown("a\tb", 5), "a   b|") << "the last column stops";
    EXPECT_EQ(shown("\033[3g\033[4G\033H\ra\tb\tc", 8), "a  b   c|");
    EXPECT_EQ(shown("\033[15Gx\033[2Zy", 20), "y             x|");
}

TEST(Screen, draws_boxes_in_the_old_character_set) {
    EXPECT_EQ(shown("\033(0lqk\033(Bq"), "\u250c\u2500\u2510q|");
    EXPECT_EQ(shown("\033)0q\016q\017q"), "q\u2500q|");
}

TEST(Screen, repeats_the_last_character) {
    EXPECT_EQ(shown("ab\033[3b"), "abbbb|");
    EXPECT_EQ(shown("\033[3b"), "");
}

TEST(Screen, keeps_what_scrolled_away_and_shows_it) {
    Screen screen(5, 2);
    screen.write("1\r\n2\r\n3\r\n4");
    screen.look_back(1);
    EXPECT_EQ(screen_text(screen), "2|3|");
    EXPECT_FALSE(screen.cursor().visible) << "it is below";
    screen.write("\r\n5");
    EXPECT_EQ(screen_text(screen), "2|3|") << "the person goes on reading";
    screen.look_back(100);
    EXPECT_EQ(screen_text(screen), "1|2|");
    screen.look_at_end();
    EXPECT_EQ(screen_text(screen), "4|5|");
    screen.write("\033[3J");
    screen.look_back(100);
    EXPECT_EQ(screen_text(screen), "4|5|") << "forgotten on demand";
}

TEST(Screen, remembers_a_bounded_number_of_lines) {
    Screen screen(5, 2);
    for (int i = 0; i < 2000; i++)
        screen.write(std::to_string(i) + "\r\n");
    screen.look_back(1 << 20);
    EXPECT_EQ(row_text(screen, 0), std::to_string(1999 - int(History::kMaxLines)));
}

TEST(Screen, survives_any_bytes_on_any_size) {
    std::mt19937 random(1);
    constexpr char kLikely[] =
        "\033\033\033[[[;?0123456789:ABCDEFGHJKLMPSTXZabdfghlmnrsu@`\r\n\t\b\xe4\xb8\xad";
    for (const auto& [columns, rows] : {std::pair(1, 1), {2, 1}, {1, 3}, {7, 5}, {80, 25}}) {
        Screen screen(columns, rows);
        for (int i = 0; i < 200000; i++) {
            const char byte = random() % 4 == 0 ? char(random()) : kLikely[random() % (sizeof(kLikely) - 1)];
            screen.write({&byte, 1});
            if (random() % 1000 == 0)
                screen.look_back(int(random() % 9) - 4);
            ASSERT_LE(screen.take_replies().size(), Screen::kMaxReplies);
        }
        screen.write("\033c\033[Hok");
        EXPECT_EQ(screen.at(0, 0).character, columns > 1 || rows > 1 ? U'o' : U'k');
    }
}

} // namespace
} // namespace display
