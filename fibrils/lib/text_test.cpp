// SPDX-License-Identifier: MIT
#include "fibrils/lib/text.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Text, shows_numbers_of_every_size_and_sign) {
    lib::Text<200> text;
    text.add(0).add(' ').add(-1).add(' ').add(INT64_MIN).add(' ').add(UINT64_MAX).add(' ').add(uint8_t(200));
    EXPECT_EQ(text.view(), "0 -1 -9223372036854775808 18446744073709551615 200");
}

TEST(Text, shows_characters_hexadecimal_numbers_and_errors) {
    lib::Text<100> text;
    text.add('x').add(lib::Hex{0xbeef}).add(": ").add(abi::Error::no_memory);
    EXPECT_EQ(text.view(), std::string("xbeef: ") + abi::describe(abi::Error::no_memory));
}

TEST(Text, cuts_what_does_not_fit) {
    lib::Text<5> text;
    text.add("1234").add("56").add("78").add(9);
    EXPECT_EQ(text.view(), "12345");
}

} // namespace
