// SPDX-License-Identifier: MIT
#include "servers/console/typed_terminal.hpp"

namespace console {
namespace {

TEST(Canonical, a_line_becomes_readable_with_return_and_not_before) {
    TypedTerminal terminal;
    terminal.type("ls /");
    EXPECT_FALSE(terminal.discipline.readable());
    terminal.type("\r");
    EXPECT_EQ(terminal.read(), "ls /\n");
    EXPECT_FALSE(terminal.discipline.readable());
}

TEST(Canonical, a_read_gets_one_line_even_if_there_are_more) {
    TypedTerminal terminal;
    terminal.type("one\rtwo\r");
    EXPECT_EQ(terminal.read(), "one\n");
    EXPECT_EQ(terminal.read(), "two\n");
}

TEST(Canonical, a_short_read_leaves_the_rest_of_the_line) {
    TypedTerminal terminal;
    terminal.type("hello\r");
    EXPECT_EQ(terminal.read(2), "he");
    EXPECT_EQ(terminal.read(2), "ll");
    EXPECT_EQ(terminal.read(2), "o\n");
    EXPECT_FALSE(terminal.discipline.readable());
}

TEST(Canonical, peek_changes_nothing_so_that_a_dead_reader_loses_nothing) {
    TypedTerminal terminal;
    terminal.type("abc\r");
    EXPECT_EQ(terminal.discipline.peek(100), "abc\n");
    EXPECT_EQ(terminal.read(), "abc\n");
}

TEST(Canonical, typed_characters_are_echoed_and_return_moves_to_the_next_row) {
    TypedTerminal terminal;
    terminal.type("hi\r");
    EXPECT_EQ(terminal.take_echo(), "hi\r\n");
}

TEST(Canonical, without_echo_nothing_appears_on_the_screen) {
    Attributes attributes = kDefaultAttributes;
    attributes.local &= ~kEcho;
    TypedTerminal terminal(attributes);
    terminal.type("secx\x7fret\x15pass\r");
    EXPECT_EQ(terminal.take_echo(), "");
    EXPECT_EQ(terminal.read(), "pass\n");
}

TEST(Canonical, control_characters_are_echoed_visibly_and_reach_the_program) {
    TypedTerminal terminal;
    terminal.type(std::string_view("a\x01\x1b\0\r", 5));
    EXPECT_EQ(terminal.take_echo(), "a^A^[^@\r\n");
    EXPECT_EQ(terminal.read(), std::string("a\x01\x1b\0\n", 5));
}

TEST(Erase, removes_the_last_character_from_line_and_screen) {
    TypedTerminal terminal;
    terminal.type("ab\x7f");
    EXPECT_EQ(terminal.take_echo(), "ab\b \b");
    terminal.type("\r");
    EXPECT_EQ(terminal.read(), "a\n");
}

TEST(Erase, backspace_works_like_delete) {
    TypedTerminal terminal;
    terminal.type("ab\bc\r");
    EXPECT_EQ(terminal.read(), "ac\n");
}

TEST(Erase, on_an_empty_line_does_nothing) {
    TypedTerminal terminal;
    terminal.type("\x7f\x7f");
    EXPECT_EQ(terminal.take_echo(), "");
    terminal.type("x\r");
    EXPECT_EQ(terminal.read(), "x\n");
}

TEST(Erase, never_reaches_into_a_finished_line) {
    TypedTerminal terminal;
    terminal.type("one\r\x7f\x7f\x7fx\r");
    EXPECT_EQ(terminal.read(), "one\n");
    EXPECT_EQ(terminal.read(), "x\n");
}

TEST(Erase, removes_all_bytes_of_a_character) {
    TypedTerminal terminal;
    terminal.type("a\u00e9\x7f\u20ac\x7f\U0001f600\x7f!\r");
    EXPECT_EQ(terminal.read(), "a!\n");
}

TEST(Erase, clears_two_columns_for_a_wide_character_and_none_for_a_combining_one) {
    TypedTerminal terminal;
    terminal.type("\u6f22");
    terminal.take_echo();
    terminal.type("\x7f");
    EXPECT_EQ(terminal.take_echo(), "\b \b\b \b");
    terminal.type("e\u0301");
    terminal.take_echo();
    terminal.type("\x7f");
    EXPECT_EQ(terminal.take_echo(), "");
}

TEST(Erase, clears_the_caret_with_a_control_character) {
    TypedTerminal terminal;
    terminal.type("\x01");
    terminal.take_echo();
    terminal.type("\x7f");
    EXPECT_EQ(terminal.take_echo(), "\b \b\b \b");
}

TEST(Erase, clears_as_many_columns_as_a_tab_took) {
    TypedTerminal terminal;
    terminal.type("\t");
    EXPECT_EQ(terminal.take_echo(), std::string(8, ' '));
    terminal.type("\x7f");
    EXPECT_EQ(terminal.take_echo().size(), 8 * 3u);
}

TEST(Erase, removes_a_broken_byte_alone) {
    TypedTerminal terminal;
    terminal.type("a\xff\x7f\x80\x7f\xc3\x7f"
                  "b\r");
    EXPECT_EQ(terminal.read(), "ab\n");
}

TEST(Kill, control_u_empties_the_line) {
    TypedTerminal terminal;
    terminal.type("rm -rf /\x15ls\r");
    EXPECT_EQ(terminal.read(), "ls\n");
}

TEST(EraseWord, control_w_removes_the_last_word_and_the_blanks_behind_it) {
    TypedTerminal terminal;
    terminal.type("cat one two  \x17three\r");
    EXPECT_EQ(terminal.read(), "cat one three\n");
}

TEST(Reprint, control_r_shows_the_line_again) {
    TypedTerminal terminal;
    terminal.type("abc");
    terminal.take_echo();
    terminal.type("\x12");
    EXPECT_EQ(terminal.take_echo(), "^R\r\nabc");
}

TEST(EndOfFile, control_d_on_an_empty_line_is_an_empty_read_once) {
    TypedTerminal terminal;
    terminal.type("\x04");
    ASSERT_TRUE(terminal.discipline.readable());
    EXPECT_EQ(terminal.read(), "");
    EXPECT_FALSE(terminal.discipline.readable());
    terminal.type("more\r");
    EXPECT_EQ(terminal.read(), "more\n");
}

TEST(EndOfFile, control_d_behind_text_hands_over_the_text_without_a_newline) {
    TypedTerminal terminal;
    terminal.type("abc\x04");
    EXPECT_EQ(terminal.read(), "abc");
    EXPECT_FALSE(terminal.discipline.readable());
}

TEST(EndOfFile, keeps_its_place_between_lines) {
    TypedTerminal terminal;
    terminal.type("a\r\x04"
                  "b\r");
    EXPECT_EQ(terminal.read(), "a\n");
    EXPECT_EQ(terminal.read(), "");
    EXPECT_EQ(terminal.read(), "b\n");
}

TEST(Interrupt, control_c_is_counted_and_drops_what_was_typed) {
    TypedTerminal terminal;
    terminal.type("one\rtwo\x03");
    EXPECT_EQ(terminal.effects.interrupts, 1u);
    EXPECT_FALSE(terminal.discipline.readable());
    EXPECT_EQ(terminal.take_echo(), "one\r\ntwo^C");
    terminal.type("x\r");
    EXPECT_EQ(terminal.read(), "x\n");
}

TEST(Interrupt, is_an_ordinary_byte_when_signals_are_off) {
    Attributes attributes = kDefaultAttributes;
    attributes.local &= ~kSignals;
    TypedTerminal terminal(attributes);
    terminal.type("\x03\r");
    EXPECT_EQ(terminal.effects.interrupts, 0u);
    EXPECT_EQ(terminal.read(), "\x03\n");
}

TEST(Interrupt, works_in_raw_mode_with_signals) {
    Attributes attributes = raw_attributes();
    attributes.local = kSignals;
    TypedTerminal terminal(attributes);
    terminal.type("abc\x03"
                  "d");
    EXPECT_EQ(terminal.effects.interrupts, 1u);
    EXPECT_EQ(terminal.read(), "d");
}

TEST(Interrupt, is_found_behind_more_input_than_the_queue_holds) {
    TypedTerminal terminal;
    std::string lines;
    while (lines.size() < kMaxQueue * 3)
        lines += "a line that nobody reads\r";
    terminal.type(lines);
    EXPECT_EQ(terminal.effects.interrupts, 0u);
    terminal.type("\x03ls\r");
    EXPECT_EQ(terminal.effects.interrupts, 1u);
    EXPECT_EQ(terminal.read(), "ls\n");
    EXPECT_FALSE(terminal.discipline.readable());
}

TEST(Suspend, control_z_is_noted_and_the_line_goes_on) {
    TypedTerminal terminal;
    terminal.type("ab\x1a");
    const std::string echo = terminal.take_echo();
    EXPECT_NE(echo.find("^Z\r\n"), std::string::npos);
    EXPECT_NE(echo.find("not supported"), std::string::npos);
    EXPECT_EQ(echo.substr(echo.size() - 4), "\r\nab");
    terminal.type("c\r");
    EXPECT_EQ(terminal.read(), "abc\n");
}

TEST(Specials, a_character_that_is_switched_off_is_an_ordinary_one) {
    Attributes attributes = kDefaultAttributes;
    attributes.end = attributes.kill = attributes.erase = attributes.interrupt = attributes.suspend = 0;
    TypedTerminal terminal(attributes);
    terminal.type("a\x04\x15\x7f\b\x03\x1a\r");
    EXPECT_EQ(terminal.read(), "a\x04\x15\x7f\b\x03\x1a\n");
    EXPECT_EQ(terminal.effects.interrupts, 0u);
}

TEST(Raw, bytes_are_readable_at_once_unchanged_and_without_echo) {
    TypedTerminal terminal(raw_attributes());
    const std::string bytes("\x03\x04\x7f\r\n\t\0\xff\x1b[A", 11);
    terminal.type(bytes);
    EXPECT_EQ(terminal.read(), bytes);
    EXPECT_EQ(terminal.take_echo(), "");
    EXPECT_EQ(terminal.effects.interrupts, 0u);
}

TEST(Raw, all_256_byte_values_pass) {
    TypedTerminal terminal(raw_attributes());
    std::string bytes;
    for (int i = 0; i < 256; i++)
        bytes += static_cast<char>(i);
    terminal.type(bytes);
    EXPECT_EQ(terminal.read(), bytes);
}

TEST(ModeChange, a_half_edited_line_is_readable_in_raw_mode) {
    TypedTerminal terminal;
    terminal.type("abc");
    terminal.discipline.set_attributes(raw_attributes(), terminal.effects);
    EXPECT_EQ(terminal.read(), "abc");
}

TEST(ModeChange, bytes_typed_ahead_in_raw_mode_become_edited_and_echoed_lines) {
    TypedTerminal terminal(raw_attributes());
    terminal.type("hellx\x7fo\rworld\r");
    EXPECT_EQ(terminal.take_echo(), "");
    terminal.discipline.set_attributes(kDefaultAttributes, terminal.effects);
    EXPECT_EQ(terminal.take_echo(), "hellx\b \bo\r\nworld\r\n");
    EXPECT_EQ(terminal.read(), "hello\n");
    EXPECT_EQ(terminal.read(), "world\n");
}

TEST(ModeChange, lines_before_raw_bytes_keep_their_order) {
    TypedTerminal terminal;
    terminal.type("first\r");
    terminal.discipline.set_attributes(raw_attributes(), terminal.effects);
    terminal.type("second\r");
    terminal.discipline.set_attributes(kDefaultAttributes, terminal.effects);
    EXPECT_EQ(terminal.read(), "first\n");
    EXPECT_EQ(terminal.read(), "second\n");
}

TEST(ModeChange, a_raw_read_passes_over_line_ends_and_ends_of_file) {
    TypedTerminal terminal;
    terminal.type("a\r\x04"
                  "b\r");
    terminal.discipline.set_attributes(raw_attributes(), terminal.effects);
    EXPECT_EQ(terminal.read(), "a\nb\n");
    EXPECT_FALSE(terminal.discipline.readable());
}

TEST(ModeChange, an_end_of_file_alone_is_nothing_to_read_in_raw_mode) {
    TypedTerminal terminal;
    terminal.type("\x04");
    terminal.discipline.set_attributes(raw_attributes(), terminal.effects);
    EXPECT_FALSE(terminal.discipline.readable());
}

TEST(Attributes, survive_the_way_through_three_words) {
    Attributes attributes = kDefaultAttributes;
    attributes.input = 0x12345678;
    attributes.output = 0x9abcdef0;
    attributes.local = 0xfedcba98;
    attributes.minimum = 255;
    attributes.time = 7;
    attributes.suspend = 0xff;
    const Attributes again = from_control_words<Attributes>(control_words(attributes));
    EXPECT_EQ(again.input, attributes.input);
    EXPECT_EQ(again.output, attributes.output);
    EXPECT_EQ(again.local, attributes.local);
    EXPECT_EQ(again.minimum, 255);
    EXPECT_EQ(again.time, 7);
    EXPECT_EQ(again.interrupt, 3);
    EXPECT_EQ(again.end, 4);
    EXPECT_EQ(again.erase, 0x7f);
    EXPECT_EQ(again.kill, 0x15);
    EXPECT_EQ(again.suspend, 0xff);
}

} // namespace
} // namespace console
