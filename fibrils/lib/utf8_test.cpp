// SPDX-License-Identifier: MIT
#include "fibrils/lib/utf8.hpp"

#include <gtest/gtest.h>

namespace lib {
namespace {

TEST(Utf8, knows_where_the_last_character_begins) {
    EXPECT_EQ(utf8::last_size(""), 0u);
    EXPECT_EQ(utf8::last_size("a"), 1u);
    EXPECT_EQ(utf8::last_size("a\u00e9"), 2u);
    EXPECT_EQ(utf8::last_size("\u20ac"), 3u);
    EXPECT_EQ(utf8::last_size("\U0001f600"), 4u);
    EXPECT_EQ(utf8::last_size("\x80\x80\x80\x80\x80"), 1u);
    EXPECT_EQ(utf8::last_size("a\x80"), 1u) << "a stray continuation does not belong to the letter";
}

TEST(Utf8, decodes_whole_characters_only) {
    EXPECT_EQ(utf8::decode("\u20ac"), U'\u20ac');
    EXPECT_EQ(utf8::decode("\U0001f600"), U'\U0001f600');
    EXPECT_EQ(utf8::decode("\xe2\x82"), U'\ufffd');
    EXPECT_EQ(utf8::decode(""), U'\ufffd');
    EXPECT_EQ(utf8::decode("\xff"), U'\ufffd');
}

std::u32string decode_all(std::string_view bytes) {
    utf8::Decoder decoder;
    std::u32string text;
    for (const char byte : bytes) {
        const auto found = decoder.feed(byte);
        text.append(found.character, size_t(found.count));
    }
    return text;
}

TEST(Utf8Decoder, finds_characters_byte_by_byte) {
    EXPECT_EQ(decode_all("a\u00e9\u20ac\U0001f600z"), U"a\u00e9\u20ac\U0001f600z");
}

TEST(Utf8Decoder, shows_what_is_no_character_and_goes_on) {
    EXPECT_EQ(decode_all("a\x80z"), U"a\ufffdz") << "stray continuation";
    EXPECT_EQ(decode_all("\xe2\x82z"), U"\ufffdz") << "cut";
    EXPECT_EQ(decode_all("\xe2\xe2\x82\xac"), U"\ufffd\u20ac") << "cut by another one";
    EXPECT_EQ(decode_all("\xc0\xaf\xff"), U"\ufffd\ufffd\ufffd") << "bytes that never occur";
    EXPECT_EQ(decode_all("\xe0\x80\xaf"), U"\ufffd") << "longer than needed";
    EXPECT_EQ(decode_all("\xed\xa0\x80"), U"\ufffd") << "surrogate";
    EXPECT_EQ(decode_all("\xf4\x90\x80\x80"), U"\ufffd") << "behind the last character";
}

TEST(Utf8Decoder, can_be_told_to_forget) {
    utf8::Decoder decoder;
    EXPECT_FALSE(decoder.reset());
    decoder.feed('\xe2');
    EXPECT_TRUE(decoder.reset());
    EXPECT_EQ(decoder.feed('a').character[0], U'a');
}

} // namespace
} // namespace lib
