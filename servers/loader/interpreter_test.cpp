// SPDX-License-Identifier: MIT
#include "servers/loader/executable.hpp"

#include <gtest/gtest.h>

namespace loader {
namespace {

TEST(Interpreter, is_the_path_behind_the_mark) {
    EXPECT_EQ(find_interpreter("#!/bin/sh\necho hi\n").path, "/bin/sh");
    EXPECT_EQ(find_interpreter("#! /bin/sh \r\necho hi\n").path, "/bin/sh");
    EXPECT_EQ(find_interpreter("#!/bin/sh").path, "/bin/sh");
    EXPECT_EQ(find_interpreter("#!/bin/sh\n").argument, "");
}

TEST(Interpreter, may_have_one_argument_with_blanks_in_it) {
    const Interpreter interpreter = find_interpreter("#!/bin/env  sh -e\n");
    EXPECT_EQ(interpreter.path, "/bin/env");
    EXPECT_EQ(interpreter.argument, "sh -e");
}

TEST(Interpreter, is_absent_in_modules_empty_files_and_endless_lines) {
    EXPECT_EQ(find_interpreter(std::string_view("\0asm\1\0\0\0", 8)).path, "");
    EXPECT_EQ(find_interpreter("").path, "");
    EXPECT_EQ(find_interpreter("#!\n").path, "");
    EXPECT_EQ(find_interpreter("#!" + std::string(1000, 'x') + "\n").path, "");
}

} // namespace
} // namespace loader
