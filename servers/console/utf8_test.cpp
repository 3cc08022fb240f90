// SPDX-License-Identifier: MIT
#include "servers/console/utf8.hpp"

#include <gtest/gtest.h>

namespace console {
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

} // namespace
} // namespace console
