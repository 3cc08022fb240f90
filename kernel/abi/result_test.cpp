// SPDX-License-Identifier: MIT
#include "kernel/abi/result.hpp"

#include "kernel/abi/event.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

using abi::Error;
using abi::Result;

namespace {

Result<int> half(int number) {
    if (number % 2)
        return Error::invalid;
    return number / 2;
}

Result<int> quarter(int number) {
    int once = TRY(half(number));
    return half(once);
}

Result<void> check_even(int number) {
    TRY(half(number));
    return {};
}

TEST(ResultTest, a_result_is_a_value_or_an_error) {
    EXPECT_TRUE(half(4).ok());
    EXPECT_EQ(half(4).value(), 2);
    EXPECT_EQ(half(4).error(), Error::ok);
    EXPECT_FALSE(half(3).ok());
    EXPECT_EQ(half(3).error(), Error::invalid);
    EXPECT_EQ(half(3).value_or(7), 7);
    EXPECT_EQ(half(6).value_or(7), 3);
}

TEST(ResultTest, try_passes_the_error_on) {
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_EQ(quarter(6).error(), Error::invalid);
    EXPECT_EQ(quarter(5).error(), Error::invalid);
    EXPECT_TRUE(check_even(2).ok());
    EXPECT_EQ(check_even(1).error(), Error::invalid);
}

TEST(ResultTest, values_that_only_move_are_moved_and_freed_once) {
    auto make = []() -> Result<std::unique_ptr<int>> { return std::make_unique<int>(5); };
    auto pass = [&]() -> Result<std::unique_ptr<int>> { return TRY(make()); };
    EXPECT_EQ(*pass().value(), 5);
    Result<std::string> text(std::string(100, 'x'));
    Result<std::string> copy(text);
    EXPECT_EQ(copy->size(), 100u);
    EXPECT_EQ(*text, *copy);
}

TEST(ErrorTest, every_error_has_its_own_words) {
    std::set<std::string> seen;
    for (int32_t number = 0; number <= static_cast<int32_t>(Error::read_only); ++number)
        EXPECT_TRUE(seen.insert(abi::describe(static_cast<Error>(number))).second) << number;
    for (int32_t number : {-1, 1000, INT32_MAX, INT32_MIN})
        EXPECT_NE(abi::describe(static_cast<Error>(number)), nullptr);
}

TEST(ErrorTest, every_fault_has_its_own_words) {
    std::set<std::string> seen;
    for (uint32_t number = 0; number <= static_cast<uint32_t>(abi::FaultKind::other); ++number)
        EXPECT_TRUE(seen.insert(abi::describe(static_cast<abi::FaultKind>(number))).second) << number;
    EXPECT_NE(abi::describe(static_cast<abi::FaultKind>(99)), nullptr);
}

} // namespace
