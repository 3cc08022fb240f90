// SPDX-License-Identifier: MIT
#include "servers/usb/boot_keyboard.hpp"

#include <gtest/gtest.h>

namespace usb {
namespace {

using input::KeyEvent;
using Events = std::vector<KeyEvent>;

constexpr input::Key kA = 4;
constexpr input::Key kB = 5;

TEST(BootKeyboard, tells_what_went_down_and_up) {
    BootKeyboard keyboard;
    EXPECT_EQ(keyboard.handle({0, 0, kA}, 0), (Events{{kA, true}}));
    EXPECT_EQ(keyboard.handle({0, 0, kA, kB}, 0), (Events{{kB, true}}));
    EXPECT_EQ(keyboard.handle({0, 0, kB}, 0), (Events{{kA, false}}));
    EXPECT_EQ(keyboard.handle({0, 0, kB}, 0), Events{});
    EXPECT_EQ(keyboard.handle({}, 0), (Events{{kB, false}}));
}

TEST(BootKeyboard, tells_modifiers_before_keys) {
    BootKeyboard keyboard;
    EXPECT_EQ(keyboard.handle({0x02, 0, kA}, 0), (Events{{input::kLeftShift, true}, {kA, true}}));
    EXPECT_EQ(keyboard.handle({0x80}, 0),
              (Events{{kA, false}, {input::kLeftShift, false}, {input::kRightSuper, true}}));
}

TEST(BootKeyboard, ignores_reports_of_too_many_keys) {
    BootKeyboard keyboard;
    keyboard.handle({0, 0, kA}, 0);
    EXPECT_EQ(keyboard.handle({0, 0, 1, 1, 1, 1, 1, 1}, 0), Events{});
    EXPECT_EQ(keyboard.handle({0, 0, kA}, 0), Events{}) << "it was down all the time";
}

TEST(BootKeyboard, repeats_the_last_key_while_it_is_down) {
    BootKeyboard keyboard;
    EXPECT_EQ(keyboard.next_repeat(), BootKeyboard::kNever);
    keyboard.handle({0, 0, kA}, 1000);
    const uint64_t first = 1000 + BootKeyboard::kRepeatDelay;
    EXPECT_EQ(keyboard.next_repeat(), first);
    EXPECT_EQ(keyboard.repeat(first - 1), Events{});
    EXPECT_EQ(keyboard.repeat(first), (Events{{kA, true}}));
    EXPECT_EQ(keyboard.next_repeat(), first + BootKeyboard::kRepeatInterval);
    keyboard.handle({0, 0, kA, kB}, first);
    keyboard.handle({0, 0, kA}, first);
    EXPECT_EQ(keyboard.next_repeat(), BootKeyboard::kNever) << "the last one is up";
    keyboard.handle({0x02, 0, kA}, first);
    EXPECT_EQ(keyboard.next_repeat(), BootKeyboard::kNever) << "modifiers do not repeat";
}

TEST(BootKeyboard, lets_all_keys_go_when_it_goes) {
    BootKeyboard keyboard;
    keyboard.handle({0x01, 0, kA}, 0);
    EXPECT_EQ(keyboard.release(), (Events{{kA, false}, {input::kLeftControl, false}}));
    EXPECT_EQ(keyboard.next_repeat(), BootKeyboard::kNever);
}

} // namespace
} // namespace usb
