// SPDX-License-Identifier: MIT
// Modes, the alternate screen, and answers to questions.
#include "servers/display/screen.hpp"

namespace display {

namespace {

constexpr int kInsert = 4;
constexpr int kNewline = 20;

constexpr int kApplicationCursor = 1;
constexpr int kReversed = 5;
constexpr int kOrigin = 6;
constexpr int kWrap = 7;
constexpr int kCursorVisible = 25;
constexpr int kAlternate = 47;
constexpr int kAlternateToo = 1047;
constexpr int kSaveCursor = 1048;
constexpr int kAlternateSaving = 1049;
constexpr int kBracketedPaste = 2004;

} // namespace

void Screen::set_modes(const Sequence& sequence, bool on) {
    for (int i = 0; i < sequence.count; i++) {
        const int number = sequence.parameter(i, 0);
        if (sequence.prefix == '?')
            set_private_mode(number, on);
        else
            set_mode(number, on);
    }
}

void Screen::set_mode(int number, bool on) {
    if (number == kInsert)
        modes_.insert = on;
    else if (number == kNewline)
        modes_.newline = on;
}

bool* Screen::private_flag(int number) {
    switch (number) {
    case kApplicationCursor:
        return &modes_.application_cursor;
    case kReversed:
        return &modes_.reversed;
    case kOrigin:
        return &modes_.origin;
    case kWrap:
        return &modes_.wrap;
    case kCursorVisible:
        return &modes_.cursor_visible;
    case kBracketedPaste:
        return &modes_.bracketed_paste;
    default:
        return nullptr;
    }
}

void Screen::set_private_mode(int number, bool on) {
    if (bool* const flag = private_flag(number); flag != nullptr)
        *flag = on;
    if (number == kReversed)
        change_all();
    else if (number == kOrigin)
        move_in_region(0, 0);
    else if (number == kWrap)
        pen_.wrap_pending = false;
    else if (number == kAlternate || number == kAlternateToo)
        show_buffer(on ? Buffer::alternate : Buffer::main);
    else if (number == kSaveCursor)
        on ? save_pen() : restore_pen();
    else if (number == kAlternateSaving)
        show_buffer_saving(on);
}

void Screen::show_buffer(Buffer buffer) {
    if (buffer == buffer_)
        return;
    look_at_end();
    buffer_ = buffer;
    change_all();
}

// As programs that take the whole screen use it: they find it empty and leave it as it was.
void Screen::show_buffer_saving(bool alternate) {
    if (alternate == (buffer_ == Buffer::alternate))
        return;
    if (alternate) {
        save_pen();
        show_buffer(Buffer::alternate);
        for (int row = 0; row < rows(); row++)
            grid().erase(row, 0, columns(), blank());
    } else {
        show_buffer(Buffer::main);
        restore_pen();
    }
}

void Screen::report_status(const Sequence& sequence) {
    const int what = sequence.parameter(0, 0);
    const auto number = [](int value) { return std::to_string(value); };
    if (sequence.final == 'c' && what == 0) {
        reply("\033[?62;22c"); // a VT220 with colours
    } else if (sequence.final == 'n' && what == 5) {
        reply("\033[0n");
    } else if (sequence.final == 'n' && what == 6) {
        const int row = pen_.row - (modes_.origin ? top_ : 0);
        const std::string prefix(sequence.prefix == '?' ? "\033[?" : "\033[");
        reply(prefix + number(row + 1) + ";" + number(pen_.column + 1) + "R");
    } else if (sequence.final == 't' && what == 18) {
        reply("\033[8;" + number(rows()) + ";" + number(columns()) + "t");
    }
}

void Screen::report_mode(const Sequence& sequence) {
    const int number = sequence.parameter(0, 0);
    int state = 0; // not known; 1 is set, 2 is not
    if (sequence.prefix == '?') {
        const bool* const flag = private_flag(number);
        const bool alternate = number == kAlternate || number == kAlternateToo || number == kAlternateSaving;
        if (flag != nullptr)
            state = *flag ? 1 : 2;
        else if (alternate)
            state = buffer_ == Buffer::alternate ? 1 : 2;
    } else if (number == kInsert || number == kNewline) {
        state = (number == kInsert ? modes_.insert : modes_.newline) ? 1 : 2;
    }
    const std::string prefix(sequence.prefix == '?' ? "\033[?" : "\033[");
    reply(prefix + std::to_string(number) + ";" + std::to_string(state) + "$y");
}

} // namespace display
