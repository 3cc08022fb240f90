// SPDX-License-Identifier: MIT
#include "servers/clock/zone.hpp"

#include <gtest/gtest.h>

namespace clocks {
namespace {

using abi::Error;

int32_t offset(std::string_view text) {
    return parse_offset(text).value_or(-9999);
}

TEST(ZoneOffset, is_hours_with_or_without_minutes) {
    EXPECT_EQ(offset("0"), 0);
    EXPECT_EQ(offset("+01:00"), 60);
    EXPECT_EQ(offset("-03:30"), -210);
    EXPECT_EQ(offset("+2"), 120);
    EXPECT_EQ(offset("0545"), 345);
    EXPECT_EQ(offset("-14:00"), -840);
}

TEST(ZoneOffset, anything_else_is_refused) {
    for (const char* text :
         {"", "+", "x", "+1:0", "+01:60", "+15", "1:000", ":30", "12345", "+-1", "1 ", "14:01"})
        EXPECT_EQ(parse_offset(text).error(), Error::invalid) << text;
}

TEST(Zone, has_a_printable_name_and_is_on_this_planet) {
    auto zone = make_zone(60, "CET");
    ASSERT_TRUE(zone.ok());
    EXPECT_EQ(zone->name, "CET");
    EXPECT_EQ(zone->offset, 60);
    EXPECT_EQ(make_zone(60, "").error(), Error::invalid);
    EXPECT_EQ(make_zone(60, "a b").error(), Error::invalid);
    EXPECT_EQ(make_zone(60, "\x1b[2J").error(), Error::invalid);
    EXPECT_EQ(make_zone(841, "CET").error(), Error::invalid);
    EXPECT_EQ(make_zone(-841, "CET").error(), Error::invalid);
    EXPECT_EQ(make_zone(0, std::string(33, 'x')).error(), Error::name_too_long);
}

} // namespace
} // namespace clocks
