// SPDX-License-Identifier: MIT
#include "servers/vfs/short_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace vfs {
namespace {

std::string travelled(std::string_view text) {
    const auto words = pack_text(text);
    return std::string(ShortText(words[0], words[1], words[2]).view());
}

TEST(ShortText, arrives_as_it_was_sent) {
    for (const char* text :
         {"x", "/", "/tmp/abc", "/tmp/file", "/sixteen/letters", "/twenty/four/letters/xyz"})
        EXPECT_EQ(travelled(text), text);
    EXPECT_EQ(travelled("\xc3\xa4\xff\x80"), "\xc3\xa4\xff\x80");
}

TEST(ShortText, leaves_to_a_data_write_what_does_not_fit) {
    EXPECT_EQ(pack_text(std::string(kShortText, 'x'))[0], 0x7878787878787878u);
    EXPECT_EQ(pack_text(std::string(kShortText + 1, 'x'))[0], 0u);
    EXPECT_EQ(pack_text("")[0], 0u);
    EXPECT_EQ(pack_text(std::string_view("/a\0b", 4))[0], 0u);
}

TEST(ShortText, of_a_malicious_sender_is_still_a_text) {
    EXPECT_EQ(ShortText(0x0061006200630064, 0x65, 0).view(), "de");
    EXPECT_EQ(ShortText(~uint64_t(0), ~uint64_t(0), ~uint64_t(0)).view().size(), kShortText);
}

} // namespace
} // namespace vfs
