// SPDX-License-Identifier: MIT
#include "servers/console/output.hpp"

#include <gtest/gtest.h>

namespace console {
namespace {

TEST(Output, a_newline_returns_the_carriage) {
    EXPECT_EQ(process_output("one\ntwo\n\n", kDefaultAttributes), "one\r\ntwo\r\n\r\n");
}

TEST(Output, everything_else_passes_unchanged) {
    const std::string bytes("\x1b[31m\0\xff\t\r\u20ac", 12);
    EXPECT_EQ(process_output(bytes, kDefaultAttributes), bytes);
}

TEST(Output, nothing_changes_when_either_flag_is_off) {
    Attributes no_processing = kDefaultAttributes;
    no_processing.output = kOutputNewline;
    EXPECT_EQ(process_output("a\nb", no_processing), "a\nb");
    Attributes no_newline = kDefaultAttributes;
    no_newline.output = kOutputProcess;
    EXPECT_EQ(process_output("a\nb", no_newline), "a\nb");
}

} // namespace
} // namespace console
