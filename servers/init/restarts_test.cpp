// SPDX-License-Identifier: MIT
#include "servers/init/restarts.hpp"

#include <gtest/gtest.h>

namespace init {
namespace {

constexpr uint64_t kShort = 1'000;

TEST(Restarts, follow_the_policy) {
    EXPECT_FALSE(Restarts(Restart::never).next(true, kShort).has_value());
    EXPECT_FALSE(Restarts(Restart::on_fault).next(false, kShort).has_value());
    EXPECT_TRUE(Restarts(Restart::on_fault).next(true, kShort).has_value());
    EXPECT_TRUE(Restarts(Restart::always).next(false, kShort).has_value());
}

TEST(Restarts, come_at_once_and_then_after_longer_and_longer_pauses) {
    Restarts restarts(Restart::always);
    EXPECT_EQ(restarts.next(true, kShort), 0u);
    EXPECT_EQ(restarts.next(true, kShort), 100'000u);
    EXPECT_EQ(restarts.next(true, kShort), 200'000u);
    EXPECT_EQ(restarts.next(true, kShort), 400'000u);
}

TEST(Restarts, end_when_a_server_dies_again_and_again) {
    Restarts restarts(Restart::always);
    for (uint32_t death = 0; death < Restarts::kMaxInARow; death++)
        EXPECT_TRUE(restarts.next(true, kShort).has_value());
    EXPECT_FALSE(restarts.gave_up());
    EXPECT_FALSE(restarts.next(true, kShort).has_value());
    EXPECT_TRUE(restarts.gave_up());
}

TEST(Restarts, forget_early_deaths_after_a_long_life) {
    Restarts restarts(Restart::always);
    for (uint32_t death = 0; death < 3 * Restarts::kMaxInARow; death++)
        EXPECT_EQ(restarts.next(true, Restarts::kLongLife), 0u);
}

} // namespace
} // namespace init
