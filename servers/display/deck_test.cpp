// SPDX-License-Identifier: MIT
#include "servers/display/deck.hpp"

#include "servers/display/palette.hpp"
#include "servers/display/screen_text.hpp"

#include <gtest/gtest.h>

namespace display {
namespace {

class DeckTest : public ::testing::Test {
  protected:
    uint32_t pixel(size_t x, size_t y) const {
        const uint8_t* const at = &bytes_[(y * 80 + x) * 4];
        return uint32_t(at[0] | at[1] << 8 | at[2] << 16);
    }
    std::vector<uint8_t> bytes_ = std::vector<uint8_t>(80 * 32 * 4);
    Deck deck_{{bytes_.data(), 80 * 4, 80, 32}, 3};
};

TEST_F(DeckTest, shows_one_terminal_and_keeps_the_others) {
    deck_.write(0, "\033[31m\u2588");
    deck_.write(1, "\033[32m\u2588");
    deck_.draw();
    EXPECT_EQ(pixel(0, 0), palette_rgb(1));
    EXPECT_TRUE(deck_.show(1)) << "for the first time";
    deck_.draw();
    EXPECT_EQ(pixel(0, 0), palette_rgb(2));
    deck_.write(0, "\r\033[33m\u2588");
    deck_.draw();
    EXPECT_EQ(pixel(0, 0), palette_rgb(2));
    EXPECT_FALSE(deck_.show(0)) << "it was shown from the start";
    deck_.draw();
    EXPECT_EQ(pixel(0, 0), palette_rgb(3));
    EXPECT_FALSE(deck_.show(1));
}

TEST_F(DeckTest, knows_no_other_terminals) {
    for (const int number : {-1, 3, 1000}) {
        EXPECT_FALSE(deck_.show(number));
        EXPECT_EQ(deck_.shown(), 0);
    }
}

TEST_F(DeckTest, has_a_cursor_only_where_somebody_listens) {
    deck_.draw();
    EXPECT_EQ(pixel(0, 0), kDefaultBackground);
    deck_.set_alive(0, true);
    deck_.draw();
    EXPECT_EQ(pixel(0, 0), kCursorColour);
}

TEST_F(DeckTest, looks_back_and_returns) {
    deck_.write(0, "1\r\n2\r\n3\r\n4");
    deck_.scroll(-1);
    EXPECT_EQ(row_text(deck_.shown_screen(), 0), "2");
    deck_.scroll(-5);
    EXPECT_EQ(row_text(deck_.shown_screen(), 0), "1");
    deck_.look_at_end();
    EXPECT_EQ(row_text(deck_.shown_screen(), 0), "3");
}

TEST_F(DeckTest, passes_answers_on) {
    EXPECT_EQ(deck_.write(2, "a\033[6n"), "\033[1;2R");
    EXPECT_EQ(deck_.write(2, "b"), "");
}

} // namespace
} // namespace display
