// SPDX-License-Identifier: MIT
#include "servers/display/palette.hpp"
#include "servers/display/renderer.hpp"

#include <gtest/gtest.h>

namespace display {
namespace {

/// A surface with a guard behind each line.
struct Picture {
    Picture(uint32_t width, uint32_t height, uint32_t pixel_size = 4)
        : pitch(width * pixel_size + 12), bytes(size_t(pitch) * height, kGuard) {
        surface = {bytes.data(), pitch, width, height, pixel_size, {16, 8}, {8, 8}, {0, 8}};
    }
    uint32_t pixel(uint32_t x, uint32_t y) const {
        uint32_t value = 0;
        for (uint32_t i = 0; i < surface.pixel_size; i++)
            value |= uint32_t(bytes[size_t(y) * pitch + x * surface.pixel_size + i]) << (8 * i);
        return value;
    }
    bool guards_are_whole() const {
        for (uint32_t y = 0; y < surface.height; y++)
            for (uint32_t i = surface.width * surface.pixel_size; i < pitch; i++)
                if (bytes[size_t(y) * pitch + i] != kGuard)
                    return false;
        return true;
    }
    static constexpr uint8_t kGuard = 0xa5;
    uint32_t pitch;
    std::vector<uint8_t> bytes;
    Surface surface;
};

TEST(Renderer, chooses_a_size_that_can_be_read) {
    for (const auto& [width, height, columns, rows] : {std::tuple(640u, 480u, 80, 30),
                                                       {800u, 600u, 100, 37},
                                                       {1024u, 768u, 128, 48},
                                                       {1920u, 1080u, 120, 33},
                                                       {3840u, 2160u, 120, 33},
                                                       {4u, 4u, 1, 1}}) {
        Picture picture(width, height);
        const Renderer renderer(picture.surface);
        EXPECT_EQ(renderer.columns(), columns) << width;
        EXPECT_EQ(renderer.rows(), rows) << height;
    }
}

TEST(Renderer, draws_glyphs_in_their_colours) {
    Picture picture(80, 32);
    Renderer renderer(picture.surface);
    Screen screen(renderer.columns(), renderer.rows());
    screen.write("\033[?25l\033[38;2;1;2;3;48;5;196m\u2588 \033[4m ");
    renderer.draw(screen);
    EXPECT_EQ(picture.pixel(0, 0), 0x010203u);
    EXPECT_EQ(picture.pixel(7, 15), 0x010203u);
    EXPECT_EQ(picture.pixel(8, 0), 0xff0000u);
    EXPECT_EQ(picture.pixel(16, 14), 0x010203u) << "underline";
    EXPECT_EQ(picture.pixel(16, 13), 0xff0000u);
    EXPECT_EQ(picture.pixel(79, 31), kDefaultBackground);
    EXPECT_TRUE(picture.guards_are_whole());
}

TEST(Renderer, draws_only_what_has_changed) {
    Picture picture(80, 32);
    Renderer renderer(picture.surface);
    Screen screen(renderer.columns(), renderer.rows());
    EXPECT_EQ(renderer.draw(screen), 20);
    EXPECT_EQ(renderer.draw(screen), 0);
    screen.write("a");
    EXPECT_EQ(renderer.draw(screen), 2) << "the letter, and the cursor beside it";
    screen.write("\b \b");
    EXPECT_EQ(renderer.draw(screen), 2);
    screen.write("x\r\033[K");
    EXPECT_EQ(renderer.draw(screen), 0) << "it looks as before";
    renderer.forget();
    EXPECT_EQ(renderer.draw(screen), 20);
}

TEST(Renderer, shows_the_cursor_in_its_shape_and_takes_it_away) {
    Picture picture(80, 32);
    Renderer renderer(picture.surface);
    Screen screen(renderer.columns(), renderer.rows());
    renderer.draw(screen);
    EXPECT_EQ(picture.pixel(0, 0), kCursorColour);
    screen.write("\033[4 q");
    renderer.draw(screen);
    EXPECT_EQ(picture.pixel(0, 0), kDefaultBackground);
    EXPECT_EQ(picture.pixel(0, 15), kCursorColour);
    screen.write("\033[6 q");
    renderer.draw(screen);
    EXPECT_EQ(picture.pixel(0, 0), kCursorColour);
    EXPECT_EQ(picture.pixel(7, 15), kDefaultBackground);
    renderer.draw(screen, false);
    EXPECT_EQ(picture.pixel(0, 0), kDefaultBackground);
}

TEST(Renderer, draws_on_every_kind_of_pixel) {
    Picture three(40, 16, 3);
    Renderer first(three.surface);
    Screen screen(5, 1);
    screen.write("\033[?25l\033[38;2;17;34;51m\u2588");
    first.draw(screen);
    EXPECT_EQ(three.pixel(7, 15), 0x112233u);
    EXPECT_TRUE(three.guards_are_whole());

    Picture two(40, 16, 2);
    two.surface.red = {11, 5};
    two.surface.green = {5, 6};
    two.surface.blue = {0, 5};
    Renderer second(two.surface);
    screen.change_all();
    screen.write("\r\033[38;2;255;130;8m\u2588");
    second.draw(screen);
    EXPECT_EQ(two.pixel(0, 0), 31u << 11 | 32u << 5 | 1u);
    EXPECT_TRUE(two.guards_are_whole());
}

TEST(Renderer, clears_the_edges) {
    Picture picture(45, 37);
    Renderer renderer(picture.surface);
    Screen screen(renderer.columns(), renderer.rows());
    renderer.draw(screen);
    for (const auto& [x, y] : {std::pair(0u, 0u), {44u, 0u}, {0u, 36u}, {44u, 36u}, {44u, 18u}, {20u, 36u}})
        EXPECT_EQ(picture.pixel(x, y), kDefaultBackground) << x << "," << y;
    EXPECT_TRUE(picture.guards_are_whole());
}

TEST(Renderer, stays_inside_a_surface_smaller_than_a_character) {
    Picture picture(5, 3);
    Renderer renderer(picture.surface);
    Screen screen(1, 1);
    screen.write("\u2588");
    renderer.draw(screen, false);
    EXPECT_EQ(picture.pixel(4, 2), kDefaultForeground);
    EXPECT_TRUE(picture.guards_are_whole());
}

} // namespace
} // namespace display
