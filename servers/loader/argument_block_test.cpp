// SPDX-License-Identifier: MIT
#include "kernel/abi/arguments.hpp"
#include "servers/loader/launch.hpp"

#include <cstring>
#include <gtest/gtest.h>

loader::HeldHandles::~HeldHandles() = default; // the real one makes system calls

namespace loader {
namespace {

using namespace std::string_literals;

TEST(ArgumentBlock, counts_the_strings_of_both_lists) {
    const std::string block = argument_block("ls\0-l\0\0"s, "HOME=/\0"s);
    abi::ArgumentsHeader header;
    ASSERT_GE(block.size(), sizeof(header));
    std::memcpy(&header, block.data(), sizeof(header));
    EXPECT_EQ(header.argument_count, 3u) << "an empty argument is an argument";
    EXPECT_EQ(header.environment_count, 1u);
    EXPECT_EQ(block.substr(sizeof(header)), "ls\0-l\0\0HOME=/\0"s);
}

TEST(ArgumentBlock, of_nothing_is_a_header) {
    EXPECT_EQ(argument_block("", ""), std::string(8, '\0'));
}

TEST(InterpretedArguments, put_interpreter_and_script_before_the_arguments) {
    Launch launch;
    launch.path = "/home/run";
    launch.arguments = "run\0a\0b\0"s;
    EXPECT_EQ(interpreted_arguments("/bin/sh", "", launch), "/bin/sh\0/home/run\0a\0b\0"s);
    EXPECT_EQ(interpreted_arguments("/bin/env", "sh -e", launch), "/bin/env\0sh -e\0/home/run\0a\0b\0"s);
    launch.arguments = "";
    EXPECT_EQ(interpreted_arguments("/bin/sh", "", launch), "/bin/sh\0/home/run\0"s);
}

TEST(BaseName, is_the_last_component) {
    EXPECT_EQ(base_name("/bin/ls"), "ls");
    EXPECT_EQ(base_name("ls"), "ls");
    EXPECT_EQ(base_name("/bin/ls/"), "ls");
    EXPECT_EQ(base_name("/"), "/");
    EXPECT_EQ(base_name(""), "");
}

} // namespace
} // namespace loader
