// SPDX-License-Identifier: MIT
#include "fibrils/startup/arguments.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;

std::string pack(std::vector<std::string_view> arguments, std::vector<std::string_view> environment) {
    return startup::pack_arguments(arguments, environment).value();
}

TEST(Arguments, come_out_as_they_went_in) {
    std::string block = pack({"cat", "", "a b"}, {"HOME=/home"});
    auto parsed = startup::parse_arguments(block.data(), block.size());
    ASSERT_TRUE(parsed.ok());
    auto lists = *parsed;
    ASSERT_EQ(lists.count, 3);
    EXPECT_STREQ(lists.arguments[0], "cat");
    EXPECT_STREQ(lists.arguments[1], "");
    EXPECT_STREQ(lists.arguments[2], "a b");
    EXPECT_EQ(lists.arguments[3], nullptr);
    EXPECT_STREQ(lists.environment[0], "HOME=/home");
    EXPECT_EQ(lists.environment[1], nullptr);
    free(lists.arguments);
}

TEST(Arguments, may_be_none) {
    std::string block = pack({}, {});
    auto parsed = startup::parse_arguments(block.data(), block.size());
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->count, 0);
    EXPECT_EQ(parsed->arguments[0], nullptr);
    EXPECT_EQ(parsed->environment[0], nullptr);
    free(parsed->arguments);
}

TEST(Arguments, of_a_cut_or_lying_block_are_refused) {
    std::string block = pack({"one", "two"}, {});
    for (size_t size = 0; size < block.size(); size++)
        EXPECT_EQ(startup::parse_arguments(block.data(), size).error(), Error::invalid) << size;
    block[3] = 0x7f; // 2 billion arguments
    EXPECT_EQ(startup::parse_arguments(block.data(), block.size()).error(), Error::invalid);
}

TEST(Arguments, above_the_limit_are_refused) {
    std::string large(abi::kMaxArgumentsSize, 'x');
    std::vector<std::string_view> arguments = {large};
    EXPECT_EQ(startup::pack_arguments(arguments, {}).error(), Error::overflow);
    EXPECT_EQ(startup::pack_arguments({}, arguments).error(), Error::overflow);
}

TEST(Arguments, are_cut_at_an_embedded_NUL) {
    std::string block = pack({std::string_view("ab\0cd", 5)}, {});
    auto parsed = startup::parse_arguments(block.data(), block.size());
    EXPECT_STREQ(parsed->arguments[0], "ab");
    free(parsed->arguments);
}

} // namespace
