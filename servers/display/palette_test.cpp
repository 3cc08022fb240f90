// SPDX-License-Identifier: MIT
#include "servers/display/palette.hpp"

#include <gtest/gtest.h>

namespace display {
namespace {

TEST(Palette, has_the_cube_and_the_greys_of_xterm) {
    EXPECT_EQ(palette_rgb(16), 0x000000u);
    EXPECT_EQ(palette_rgb(196), 0xff0000u);
    EXPECT_EQ(palette_rgb(208), 0xff8700u);
    EXPECT_EQ(palette_rgb(231), 0xffffffu);
    EXPECT_EQ(palette_rgb(232), 0x080808u);
    EXPECT_EQ(palette_rgb(255), 0xeeeeeeu);
}

TEST(Look, works_the_flags_in) {
    Style style;
    EXPECT_EQ(look_of(style, false).foreground, kDefaultForeground);
    EXPECT_EQ(look_of(style, true).foreground, kDefaultBackground);
    style.flags = kInverse;
    EXPECT_EQ(look_of(style, false).background, kDefaultForeground);
    EXPECT_EQ(look_of(style, true).background, kDefaultBackground) << "twice is once";
    style = {Colour::indexed(4), Colour::direct(0x123456), kBold};
    EXPECT_EQ(look_of(style, false).foreground, palette_rgb(12));
    EXPECT_EQ(look_of(style, false).background, 0x123456u);
    style.flags = kHidden;
    EXPECT_EQ(look_of(style, false).foreground, 0x123456u);
    style = {Colour::direct(0xff0000), Colour::direct(0x0000ff), kFaint};
    EXPECT_EQ(look_of(style, false).foreground, 0x7f007fu - 0x000000u);
}

} // namespace
} // namespace display
