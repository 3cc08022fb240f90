// SPDX-License-Identifier: MIT
#include "servers/display/grid.hpp"

#include <gtest/gtest.h>

#include <string>

namespace display {
namespace {

void fill(Grid& grid, int row, std::string_view text) {
    for (size_t i = 0; i < text.size(); i++)
        grid.put(row, int(i), {char32_t(text[i]), {}, 1});
}

/// Letters; a wide character as W and <.
std::string text(const Grid& grid, int row) {
    std::string line;
    for (int column = 0; column < grid.columns(); column++) {
        const Cell& cell = grid.at(row, column);
        line += cell.columns == 0 ? '<' : cell.columns == 2 ? 'W' : char(cell.character);
    }
    return line;
}

constexpr Cell kWide{U'\u4e2d', {}, 2};
constexpr Cell kDot{U'.', {}, 1};

TEST(Grid, never_leaves_half_a_wide_character) {
    Grid grid(6, 1);
    fill(grid, 0, "abcdef");
    grid.put(0, 2, kWide);
    EXPECT_EQ(text(grid, 0), "abW<ef");
    grid.put(0, 3, {U'x', {}, 1});
    EXPECT_EQ(text(grid, 0), "ab xef");
    grid.put(0, 2, kWide);
    grid.put(0, 1, kWide);
    EXPECT_EQ(text(grid, 0), "aW< ef");
    grid.erase(0, 2, 4, kDot);
    EXPECT_EQ(text(grid, 0), "a ..ef");
    grid.put(0, 2, kWide);
    grid.insert(0, 3, 1, kDot);
    EXPECT_EQ(text(grid, 0), "a  . e");
    grid.put(0, 4, kWide);
    grid.insert(0, 0, 1, kDot);
    EXPECT_EQ(text(grid, 0), ".a  . ");
    grid.put(0, 1, kWide);
    grid.remove(0, 2, 1, kDot);
    EXPECT_EQ(text(grid, 0), ".  . .");
}

TEST(Grid, refuses_a_wide_character_that_does_not_fit) {
    Grid grid(3, 1);
    fill(grid, 0, "abc");
    grid.put(0, 2, kWide);
    grid.put(0, -1, kWide);
    grid.put(1, 0, kWide);
    EXPECT_EQ(text(grid, 0), "abc");
}

TEST(Grid, scrolls_a_part_both_ways) {
    Grid grid(1, 5);
    for (int row = 0; row < 5; row++)
        grid.put(row, 0, {char32_t('a' + row), {}, 1});
    const auto column = [&grid] {
        std::string letters;
        for (int row = 0; row < 5; row++)
            letters += char(grid.at(row, 0).character);
        return letters;
    };
    grid.scroll(1, 4, 1, kDot);
    EXPECT_EQ(column(), "acd.e");
    grid.scroll(0, 3, -2, kDot);
    EXPECT_EQ(column(), "..a.e");
    grid.scroll(-7, 99, 1000, kDot);
    EXPECT_EQ(column(), ".....");
}

TEST(Grid, cuts_what_is_outside) {
    Grid grid(3, 2);
    fill(grid, 0, "abc");
    grid.erase(0, -5, 1, kDot);
    grid.insert(0, 1, 1 << 30, kDot);
    grid.remove(7, 0, 1, kDot);
    grid.erase(-1, 0, 3, kDot);
    EXPECT_EQ(text(grid, 0), "...");
}

TEST(Grid, tells_each_change_once) {
    Grid grid(3, 3);
    for (int row = 0; row < 3; row++)
        EXPECT_TRUE(grid.take_change(row)) << "everything is new";
    grid.put(1, 0, kDot);
    EXPECT_FALSE(grid.take_change(0));
    EXPECT_TRUE(grid.take_change(1));
    EXPECT_FALSE(grid.take_change(1));
    grid.scroll(1, 3, 1, kDot);
    EXPECT_FALSE(grid.take_change(0));
    EXPECT_TRUE(grid.take_change(2));
}

} // namespace
} // namespace display
