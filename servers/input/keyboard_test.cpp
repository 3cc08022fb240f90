// SPDX-License-Identifier: MIT
#include "servers/input/keyboard.hpp"

#include <gtest/gtest.h>
#include <initializer_list>

using namespace input;

namespace {

constexpr Key letter(char c) {
    return Key(kKeyA + c - 'a');
}
constexpr Key digit(char c) {
    return Key(c == '0' ? 0x27 : kKey1 + c - '1');
}

class KeyboardTest : public ::testing::Test {
  protected:
    explicit KeyboardTest(const char* layout = "us") : keyboard_(*find_layout(layout)) {}

    Action press(Key key) { return keyboard_.handle({key, true}, modes_); }
    void release(Key key) { EXPECT_EQ(keyboard_.handle({key, false}, modes_).kind, Action::Kind::none); }

    /// What the terminal gets for a key while the others are held.
    std::string typed(Key key, std::initializer_list<Key> held = {}) {
        for (Key other : held)
            EXPECT_EQ(press(other).kind, Action::Kind::none);
        Action action = press(key);
        release(key);
        for (Key other : held)
            release(other);
        EXPECT_TRUE(action.kind == Action::Kind::text || action.text.empty());
        return action.text;
    }

    Modes modes_;
    Keyboard keyboard_;
};

class GermanTest : public KeyboardTest {
  protected:
    GermanTest() : KeyboardTest("de") {}
};

TEST_F(KeyboardTest, letters_and_digits_are_themselves) {
    EXPECT_EQ(typed(letter('a')), "a");
    EXPECT_EQ(typed(letter('z')), "z");
    EXPECT_EQ(typed(letter('y'), {kLeftShift}), "Y");
    EXPECT_EQ(typed(digit('0')), "0");
    EXPECT_EQ(typed(digit('2'), {kRightShift}), "@");
    EXPECT_EQ(typed(kSlash), "/");
    EXPECT_EQ(typed(kSpace), " ");
}

TEST_F(KeyboardTest, a_held_key_repeats_and_its_release_says_nothing) {
    EXPECT_EQ(press(letter('x')).text, "x");
    EXPECT_EQ(press(letter('x')).text, "x");
    release(letter('x'));
}

TEST_F(KeyboardTest, two_shift_keys_are_one_until_both_are_up) {
    press(kLeftShift);
    press(kRightShift);
    release(kLeftShift);
    EXPECT_EQ(typed(letter('a')), "A");
    release(kRightShift);
    EXPECT_EQ(typed(letter('a')), "a");
}

TEST_F(KeyboardTest, control_makes_control_characters) {
    EXPECT_EQ(typed(letter('c'), {kLeftControl}), "\x03");
    EXPECT_EQ(typed(letter('z'), {kRightControl}), "\x1a");
    EXPECT_EQ(typed(letter('c'), {kLeftControl, kLeftShift}), "\x03");
    EXPECT_EQ(typed(kSpace, {kLeftControl}), std::string(1, '\0'));
    EXPECT_EQ(typed(0x2f, {kLeftControl}), "\x1b"); // [
    EXPECT_EQ(typed(digit('8'), {kLeftControl}), "\x7f");
    EXPECT_EQ(typed(digit('9'), {kLeftControl}), "9");
}

TEST_F(KeyboardTest, alt_sends_escape_first) {
    EXPECT_EQ(typed(letter('b'), {kLeftAlt}), "\x1b"
                                              "b");
    EXPECT_EQ(typed(letter('b'), {kRightAlt}), "\x1b"
                                               "b");
    EXPECT_EQ(typed(letter('c'), {kLeftAlt, kLeftControl}), "\x1b\x03");
    EXPECT_EQ(typed(kBackspace, {kLeftAlt}), "\x1b\x7f");
}

TEST_F(KeyboardTest, keys_of_the_editing_block_are_those_of_xterm) {
    EXPECT_EQ(typed(kEnter), "\r");
    EXPECT_EQ(typed(kEscape), "\x1b");
    EXPECT_EQ(typed(kBackspace), "\x7f");
    EXPECT_EQ(typed(kBackspace, {kLeftControl}), "\x08");
    EXPECT_EQ(typed(kTab), "\t");
    EXPECT_EQ(typed(kTab, {kLeftShift}), "\x1b[Z");
    EXPECT_EQ(typed(kInsert), "\x1b[2~");
    EXPECT_EQ(typed(kDelete), "\x1b[3~");
    EXPECT_EQ(typed(kDelete, {kLeftControl}), "\x1b[3;5~");
    EXPECT_EQ(typed(kPageUp), "\x1b[5~");
    EXPECT_EQ(typed(kPageDown), "\x1b[6~");
}

TEST_F(KeyboardTest, cursor_keys_follow_their_mode_and_modifiers) {
    EXPECT_EQ(typed(kUp), "\x1b[A");
    EXPECT_EQ(typed(kHome), "\x1b[H");
    EXPECT_EQ(typed(kEnd), "\x1b[F");
    EXPECT_EQ(typed(kLeft, {kLeftControl}), "\x1b[1;5D");
    EXPECT_EQ(typed(kRight, {kLeftShift, kLeftAlt}), "\x1b[1;4C");
    modes_.application_cursor = true;
    EXPECT_EQ(typed(kDown), "\x1bOB");
    EXPECT_EQ(typed(kHome), "\x1bOH");
    EXPECT_EQ(typed(kUp, {kLeftControl}), "\x1b[1;5A");
}

TEST_F(KeyboardTest, function_keys_are_those_of_xterm) {
    EXPECT_EQ(typed(kF1), "\x1bOP");
    EXPECT_EQ(typed(kF1 + 3), "\x1bOS");
    EXPECT_EQ(typed(kF1 + 4), "\x1b[15~");
    EXPECT_EQ(typed(kF1 + 5), "\x1b[17~");
    EXPECT_EQ(typed(kF12), "\x1b[24~");
    EXPECT_EQ(typed(kF1, {kLeftShift}), "\x1b[1;2P");
    EXPECT_EQ(typed(kF12, {kLeftControl}), "\x1b[24;5~");
}

TEST_F(KeyboardTest, alt_and_a_function_key_choose_a_terminal) {
    press(kLeftAlt);
    for (int number = 0; number < 4; number++) {
        const Action action = press(Key(kF1 + number));
        EXPECT_EQ(action.kind, Action::Kind::terminal);
        EXPECT_EQ(action.number, number);
    }
    EXPECT_EQ(press(kF1 + 4).text, "\x1b[15;3~");
}

TEST_F(KeyboardTest, shift_and_page_keys_look_back) {
    press(kLeftShift);
    EXPECT_EQ(press(kPageUp).kind, Action::Kind::scroll);
    EXPECT_EQ(press(kPageUp).number, -1);
    EXPECT_EQ(press(kPageDown).number, 1);
}

TEST_F(KeyboardTest, the_keypad_follows_num_lock_shift_and_its_mode) {
    EXPECT_EQ(typed(kPad1), "1");
    EXPECT_EQ(typed(kPadPoint), ".");
    EXPECT_EQ(typed(kPadEnter), "\r");
    EXPECT_EQ(typed(kPadPlus), "+");
    EXPECT_EQ(keyboard_.lights(), kNumLockLight);
    press(kNumLock);
    EXPECT_EQ(keyboard_.lights(), 0);
    EXPECT_EQ(typed(kPad1 + 7), "\x1b[A");
    EXPECT_EQ(typed(kPad0), "\x1b[2~");
    EXPECT_EQ(typed(kPad1 + 4), "");
    EXPECT_EQ(typed(kPadDivide), "/");
    EXPECT_EQ(typed(kPad1, {kLeftShift}), "1");
    modes_.application_keypad = true;
    EXPECT_EQ(typed(kPadEnter), "\x1bOM");
    EXPECT_EQ(typed(kPad0), "\x1bOp");
}

TEST_F(KeyboardTest, caps_lock_is_for_letters_only) {
    press(kCapsLock);
    EXPECT_EQ(keyboard_.lights(), kNumLockLight | kCapsLockLight);
    EXPECT_EQ(typed(letter('a')), "A");
    EXPECT_EQ(typed(letter('a'), {kLeftShift}), "a");
    EXPECT_EQ(typed(digit('1')), "1");
    press(kCapsLock);
    EXPECT_EQ(typed(letter('a')), "a");
}

TEST_F(KeyboardTest, keys_without_meaning_say_nothing) {
    for (int key = 0; key < 4; key++)
        EXPECT_EQ(typed(Key(key)), "");
    for (Key key : {kPrintScreen, kPause, kMenu, Key(0x80), Key(0xdf), Key(0xff), kLeftSuper})
        EXPECT_EQ(typed(key), "") << int(key);
}

TEST_F(GermanTest, y_and_z_change_places_and_umlauts_are_utf_8) {
    EXPECT_EQ(typed(letter('y')), "z");
    EXPECT_EQ(typed(letter('z'), {kLeftShift}), "Y");
    EXPECT_EQ(typed(0x33), "\xc3\xb6");               // ö
    EXPECT_EQ(typed(0x34, {kLeftShift}), "\xc3\x84"); // Ä
    EXPECT_EQ(typed(kMinus), "\xc3\x9f");             // ß
    EXPECT_EQ(typed(digit('3'), {kLeftShift}), "\xc2\xa7");
}

TEST_F(GermanTest, the_right_alt_key_reaches_the_third_level) {
    EXPECT_EQ(typed(letter('q'), {kRightAlt}), "@");
    EXPECT_EQ(typed(letter('e'), {kRightAlt}), "\xe2\x82\xac"); // euro
    EXPECT_EQ(typed(digit('7'), {kRightAlt}), "{");
    EXPECT_EQ(typed(kMinus, {kRightAlt}), "\\");
    EXPECT_EQ(typed(kExtraKey, {kRightAlt}), "|");
    EXPECT_EQ(typed(letter('a'), {kRightAlt}), "");
    EXPECT_EQ(typed(letter('q'), {kLeftAlt}), "\x1bq");
}

TEST_F(GermanTest, a_dead_key_changes_the_next_character) {
    EXPECT_EQ(typed(0x2e), ""); // acute
    EXPECT_EQ(typed(letter('e')), "\xc3\xa9");
    EXPECT_EQ(typed(0x35), ""); // circumflex
    EXPECT_EQ(typed(kSpace), "^");
    EXPECT_EQ(typed(0x2e, {kLeftShift}), ""); // grave
    EXPECT_EQ(typed(letter('x')), "`x");
    EXPECT_EQ(typed(0x35), "");
    EXPECT_EQ(typed(0x35), "^^");
    EXPECT_EQ(typed(letter('a')), "a");
}

TEST_F(GermanTest, caps_lock_raises_umlauts_and_leaves_sharp_s) {
    press(kCapsLock);
    EXPECT_EQ(typed(0x33), "\xc3\x96"); // Ö
    EXPECT_EQ(typed(kMinus), "\xc3\x9f");
}

TEST(Layout, unknown_ones_are_not_found) {
    EXPECT_EQ(find_layout(""), nullptr);
    EXPECT_EQ(find_layout("xx"), nullptr);
    EXPECT_NE(find_layout("us"), nullptr);
}

TEST(Layout, every_printable_character_of_ascii_can_be_typed) {
    for (const char* name : {"us", "de"}) {
        for (char32_t wanted = U' '; wanted < 0x7f; wanted++) {
            bool found = false;
            for (const LayoutKey& key : find_layout(name)->keys)
                for (char32_t has : {key.plain, key.shifted, key.third})
                    found |= has == wanted || (is_dead(has) && spacing_accent(has) == wanted);
            EXPECT_TRUE(found) << name << " " << char(wanted);
        }
    }
}

} // namespace
