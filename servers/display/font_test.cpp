// SPDX-License-Identifier: MIT
#include "servers/display/font.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace display {
namespace {

const Font* const kFonts[] = {&kSmallFace.regular, &kSmallFace.bold, &kLargeFace.regular, &kLargeFace.bold};

bool pixel(const Font& font, char32_t character, int x, int y) {
    const uint8_t* const glyph = font.find(character);
    const int bytes = (font.width + 7) / 8;
    return (glyph[y * bytes + x / 8] >> (7 - x % 8) & 1) != 0;
}

bool empty(const Font& font, char32_t character) {
    const uint8_t* const glyph = font.find(character);
    return std::all_of(glyph, glyph + font.glyph_size(), [](uint8_t row) { return row == 0; });
}

TEST(Font, has_what_programs_write) {
    std::u32string wanted =
        U"\u2500\u2502\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u2550\u2551\u2554"
        U"\u2588\u2591\u2592\u2593\u2580\u2584\u258c\u2190\u2191\u2192\u2193\u2022\u2026\u20ac"
        U"\u2713\u25b6\u25cf\u00e4\u00f6\u00fc\u00df\u0161\u03c0\u0416\ufffd";
    for (char32_t c = 0x21; c < 0x7f; c++)
        wanted += c;
    for (const Font* font : kFonts)
        for (const char32_t c : wanted) {
            ASSERT_NE(font->find(c), nullptr) << uint32_t(c);
            EXPECT_FALSE(empty(*font, c)) << uint32_t(c);
        }
}

TEST(Font, draws_lines_that_meet) {
    for (const Font* font : kFonts) {
        int across = 0;
        int down = 0;
        for (int y = 0; y < font->height; y++) {
            bool whole = true;
            for (int x = 0; x < font->width; x++)
                whole = whole && pixel(*font, U'\u2500', x, y);
            across += whole;
        }
        for (int x = 0; x < font->width; x++) {
            bool whole = true;
            for (int y = 0; y < font->height; y++)
                whole = whole && pixel(*font, U'\u2502', x, y);
            down += whole;
        }
        EXPECT_GT(across, 0);
        EXPECT_GT(down, 0);
        EXPECT_TRUE(pixel(*font, U'\u2588', 0, 0) &&
                    pixel(*font, U'\u2588', font->width - 1, font->height - 1));
    }
}

TEST(Font, shows_a_sign_for_what_it_has_not) {
    const Font& font = kSmallFace.regular;
    EXPECT_EQ(font.find(U'\u4e2d'), nullptr);
    EXPECT_EQ(font.find(0x1f600), nullptr);
    EXPECT_EQ(font.glyph(U'\u4e2d'), font.find(0xfffd));
    EXPECT_TRUE(empty(font, U' '));
}

} // namespace
} // namespace display
