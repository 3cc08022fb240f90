// SPDX-License-Identifier: MIT
#include "servers/display/style.hpp"

#include <gtest/gtest.h>

#include <string>

namespace display {
namespace {

class Rendition : public Actions {
  public:
    void print(char32_t) override {}
    void control(char) override {}
    void escape(char, char) override {}
    void sequence(const Sequence& sequence) override { select_rendition(sequence, style); }
    Style style;
};

Style after(std::string_view parameters, std::string_view before = "0") {
    Rendition rendition;
    Parser parser;
    parser.feed("\033[" + std::string(before) + "m\033[" + std::string(parameters) + "m", rendition);
    return rendition.style;
}

TEST(Style, has_sixteen_colours_by_number) {
    EXPECT_EQ(after("31").foreground, Colour::indexed(1));
    EXPECT_EQ(after("97").foreground, Colour::indexed(15));
    EXPECT_EQ(after("40;107").background, Colour::indexed(15));
    EXPECT_EQ(after("39;49", "31;41"), Style());
    EXPECT_EQ(after("", "1;31;44"), Style());
    EXPECT_EQ(after(";", "1;31;44"), Style());
}

TEST(Style, has_256_and_all_colours_with_semicolons_and_colons) {
    EXPECT_EQ(after("38;5;208").foreground, Colour::indexed(208));
    EXPECT_EQ(after("38:5:208").foreground, Colour::indexed(208));
    EXPECT_EQ(after("48;2;1;2;3").background, Colour::direct(0x010203));
    EXPECT_EQ(after("48:2:1:2:3").background, Colour::direct(0x010203));
    EXPECT_EQ(after("48:2::1:2:3").background, Colour::direct(0x010203));
    EXPECT_EQ(after("38;2;999;0;300").foreground, Colour::direct(0xff00ff)) << "cut";
}

TEST(Style, goes_on_behind_an_extended_colour) {
    EXPECT_EQ(after("38;5;9;1").flags, kBold);
    EXPECT_EQ(after("38;2;1;2;3;4;48;5;1").flags, kUnderline);
    EXPECT_EQ(after("58:2::1:2:3;1").flags, kBold);
    EXPECT_EQ(after("58;5;1;7").flags, kInverse);
}

TEST(Style, keeps_its_colour_when_an_extended_one_is_incomplete) {
    for (const char* parameters : {"38", "38;5", "38;2;1;2", "38;7;1", "38:5", "38:2:1"})
        EXPECT_EQ(after(parameters, "32").foreground, Colour::indexed(2)) << parameters;
}

TEST(Style, switches_flags_on_and_off) {
    EXPECT_EQ(after("1;2;3;4;5;7;8;9").flags, 0xff);
    EXPECT_EQ(after("22;23;24;25;27;28;29", "1;2;3;4;5;7;8;9").flags, 0);
    EXPECT_EQ(after("22", "1;2;4").flags, kUnderline);
    EXPECT_EQ(after("4:3").flags, kUnderline);
    EXPECT_EQ(after("4:0", "4").flags, 0);
    EXPECT_EQ(after("1234;65;1:2", "1").flags, kBold) << "unknown ones change nothing";
}

} // namespace
} // namespace display
