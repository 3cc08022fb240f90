// SPDX-License-Identifier: MIT
#include "servers/driver/machine.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Option, is_found_wherever_it_stands) {
    for (const char* line : {"console=serial", "quiet console=serial", " console=serial  quiet"})
        EXPECT_EQ(driver::option(line, "console"), "serial") << line;
}

TEST(Option, that_is_not_there_is_empty) {
    for (const char* line : {"", " ", "console", "xconsole=serial", "console =serial", "consoles=serial"})
        EXPECT_EQ(driver::option(line, "console"), "") << line;
    EXPECT_EQ(driver::option("console= x=y", "console"), "");
}

TEST(Option, given_twice_has_its_last_value) {
    EXPECT_EQ(driver::option("keyboard=us keyboard=de", "keyboard"), "de");
}

} // namespace
