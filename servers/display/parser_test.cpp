// SPDX-License-Identifier: MIT
#include "servers/display/parser.hpp"

#include <gtest/gtest.h>

#include <string>

namespace display {
namespace {

/// Writes down what was found: letters as they are, controls as ^X, escapes as {..}, sequences as [..].
class Log : public Actions {
  public:
    void print(char32_t character) override {
        text +=
            character < 0x80 ? std::string(1, char(character)) : "U+" + std::to_string(uint32_t(character));
    }
    void control(char byte) override { text += {'^', char(byte + '@')}; }
    void escape(char intermediate, char final) override {
        text += '{';
        if (intermediate)
            text += intermediate;
        text += {final, '}'};
    }
    void sequence(const Sequence& sequence) override {
        text += '[';
        if (sequence.prefix)
            text += sequence.prefix;
        for (int i = 0; i < sequence.count; i++) {
            text += i == 0 ? "" : sequence.is_joined(i) ? ":" : ";";
            text += sequence.parameter(i, -1) < 0 ? "" : std::to_string(sequence.parameter(i, -1));
        }
        if (sequence.intermediate)
            text += sequence.intermediate;
        text += {sequence.final, ']'};
    }
    std::string text;
};

std::string parse(std::string_view bytes) {
    Log log;
    Parser parser;
    parser.feed(bytes, log);
    return log.text;
}

TEST(Parser, takes_text_controls_and_sequences_apart) {
    EXPECT_EQ(parse("a\r\n\033[1;31mb\033[?25l\033M\033(0\033[2 q\033[4:3m"),
              "a^M^J[1;31m]b[?25l]{M}{(0}[2 q][4:3m]");
    EXPECT_EQ(parse("\033[;5H\033[m\033[;m"), "[;5H][m][;m]");
}

TEST(Parser, takes_bytes_one_by_one) {
    Log log;
    Parser parser;
    for (const char byte : std::string_view("\033[38;5;120m\u20ac\033]0;title\033\\x"))
        parser.feed({&byte, 1}, log);
    EXPECT_EQ(log.text, "[38;5;120m]U+8364{\\}x");
}

TEST(Parser, skips_strings_up_to_their_end) {
    EXPECT_EQ(parse("a\033]0;title\007b"), "ab");
    EXPECT_EQ(parse("a\033]133;A\033\\b"), "a{\\}b");
    EXPECT_EQ(parse("a\033P1$q\033\\b\033_x\033\\\033^y\033\\\033Xz\033\\c"), "a{\\}b{\\}{\\}{\\}c");
}

TEST(Parser, executes_controls_inside_a_sequence) {
    EXPECT_EQ(parse("\033[1\r;2\nH"), "^M^J[1;2H]");
}

TEST(Parser, gives_up_at_cancel_and_begins_anew_at_escape) {
    EXPECT_EQ(parse("\033[1;2\030x"), "x");
    EXPECT_EQ(parse("\033[1;2\033[3Ax"), "[3A]x");
    EXPECT_EQ(parse("\033]0;never\032x"), "x");
}

TEST(Parser, shows_text_that_breaks_a_sequence) {
    EXPECT_EQ(parse("\033[1\u20acx"), "U+8364x");
    EXPECT_EQ(parse("\033\u20acx"), "U+8364x");
    EXPECT_EQ(parse("\xe2\x82\033[A"), "U+65533[A]");
}

TEST(Parser, ignores_eight_bit_controls_and_delete) {
    EXPECT_EQ(parse("a\x7f\xc2\x9b"
                    "1mb"),
              "a1mb");
}

TEST(Parser, ignores_sequences_that_no_terminal_has) {
    EXPECT_EQ(parse("\033[1?2hx\033[1 2qx\033[?>1hx\033[!!px"), "xxxx");
    std::string many = "\033[";
    for (int i = 0; i < 40; i++)
        many += "1;";
    EXPECT_EQ(parse(many + "mx"), "x");
}

TEST(Parser, cuts_numbers) {
    EXPECT_EQ(parse("\033[99999999999999999999A"), "[9999A]");
}

TEST(Parser, comes_back_from_a_string_that_never_ends) {
    EXPECT_EQ(parse("\033]0;" + std::string(Parser::kMaxString, 'a')), "aa");
}

} // namespace
} // namespace display
