// SPDX-License-Identifier: MIT
#include "fibrils/idl/lexer.hpp"

#include "fibrils/idl/parser.hpp"
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

std::string tokens(const std::string& text) {
    Diagnostics diagnostics;
    std::string result;
    for (const Token& token : Lexer(text, 0, diagnostics).read())
        result += "<" + std::string(token.text) + ">";
    return diagnostics.list().empty() ? result : "reported";
}

TEST(Lexer, knows_words_numbers_texts_and_the_longest_mark) {
    EXPECT_EQ(tokens("in data a[<= 4K]->(u8 b)"), "<in><data><a><[><<=><4K><]><->><(><u8><b><)><>");
    EXPECT_EQ(tokens("[1..8] x==y a-1 \"vfs \""), "<[><1><..><8><]><x><==><y><a><-><1><\"vfs \"><>");
}

TEST(Lexer, passes_over_comments_and_gives_documentation_to_the_next_token) {
    const std::string text = "// no\n/// One.\n///\n///  Two.\nword // behind\nnext";
    Diagnostics diagnostics;
    const auto tokens = Lexer(text, 0, diagnostics).read();
    ASSERT_EQ(tokens.size(), 3u);
    EXPECT_EQ(tokens[0].documentation, "One.\n\n Two.");
    EXPECT_EQ(tokens[0].documentation_place.line, 2u);
    EXPECT_EQ(tokens[1].documentation, "");
}

TEST(Lexer, tells_line_column_and_length) {
    const std::string text = "a\n\t\tword";
    Diagnostics diagnostics;
    const auto tokens = Lexer(text, 7, diagnostics).read();
    const Place& place = tokens[1].place;
    EXPECT_EQ(place.file, 7u);
    EXPECT_EQ(place.line, 2u);
    EXPECT_EQ(place.column, 3u);
    EXPECT_EQ(place.length, 4u);
}

TEST(Lexer, reports_each_stray_character_once_and_goes_on) {
    const Compiled c("namespace test;\nconst a = 1 ? 2;\n");
    EXPECT_EQ(c.reports(), "I101 2:13, I105 2:15");
    EXPECT_EQ(Compiled("namespace test; \xe2\x82\xac").shown(),
              "a.idl:1:17: error I101: `\xe2\x82\xac` has no meaning here\n"
              "    1 | namespace test; \xe2\x82\xac\n"
              "      |                 ^\n");
    EXPECT_EQ(Compiled(std::string("namespace test; \0", 17)).reports(), "I101 1:17");
    EXPECT_EQ(Compiled("namespace test; \xff").reports(), "I101 1:17");
}

TEST(Lexer, refuses_documentation_that_would_spoil_generated_text) {
    EXPECT_EQ(Compiled("/// \xff\nnamespace test;").reports(), "I102 1:1");
    EXPECT_EQ(Compiled("/// a\tb\nnamespace test;").reports(), "I102 1:1");
    EXPECT_EQ(Compiled("/// \x1b[31m\nnamespace test;").reports(), "I102 1:1");
    EXPECT_EQ(Compiled("/// \xc3\xa4\nnamespace test;").reports(), "");
}

TEST(Lexer, refuses_a_text_without_end) {
    EXPECT_EQ(Compiled("namespace test;\nimport \"a").reports(), "I103 2:8, I105 2:10");
}

TEST(Lexer, knows_what_is_utf_8) {
    EXPECT_EQ(utf8_size("a"), 1u);
    EXPECT_EQ(utf8_size("\xc3\xa4"), 2u);
    EXPECT_EQ(utf8_size("\xe2\x82\xac"), 3u);
    EXPECT_EQ(utf8_size("\xf0\x9f\x98\x80"), 4u);
    for (const char* bad : {"", "\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80",
                            "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80"})
        EXPECT_EQ(utf8_size(bad), 0u);
}

TEST(Numbers, are_decimal_hexadecimal_or_with_a_unit) {
    EXPECT_EQ(number_value("0"), 0u);
    EXPECT_EQ(number_value("0xFf"), 255u);
    EXPECT_EQ(number_value("64K"), 65536u);
    EXPECT_EQ(number_value("1M"), 1048576u);
    EXPECT_EQ(number_value("18446744073709551615"), ~uint64_t(0));
    for (const char* bad : {"18446744073709551616", "0x10000000000000000", "012", "0x", "0xg", "K", "1k",
                            "1_0", "17592186044416M", "1KK"})
        EXPECT_EQ(number_value(bad), std::nullopt) << bad;
}

} // namespace
} // namespace idl
