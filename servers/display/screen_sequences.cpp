// SPDX-License-Identifier: MIT
// Which sequence does what.
#include "servers/display/screen.hpp"
#include "servers/display/style.hpp"

#include <algorithm>

namespace display {

void Screen::select_set(char intermediate, char final) {
    if (intermediate == '(' || intermediate == ')')
        pen_.line_drawing[intermediate == ')'] = final == '0';
}

void Screen::escape(char intermediate, char final) {
    if (intermediate == '#' && final == '8')
        return fill_with_e();
    if (intermediate != 0)
        return select_set(intermediate, final);
    switch (final) {
    case '7':
        return save_pen();
    case '8':
        return restore_pen();
    case '=':
    case '>':
        modes_.application_keypad = final == '=';
        return;
    case 'D':
        return next_row();
    case 'E':
        next_row();
        return move_to(pen_.row, 0);
    case 'H':
        tabs_[size_t(pen_.column)] = true;
        return;
    case 'M':
        return previous_row();
    case 'Z':
        return reply("\033[?62;22c");
    case 'c':
        return reset();
    default:
        return;
    }
}

void Screen::sequence(const Sequence& sequence) {
    if (sequence.prefix == 0 && sequence.intermediate == 0)
        return plain_sequence(sequence);
    special_sequence(sequence);
}

bool Screen::move_sequence(const Sequence& sequence) {
    const int count = sequence.at_least_one(0);
    switch (sequence.final) {
    case 'A':
        move_rows(-count);
        return true;
    case 'B':
    case 'e':
        move_rows(count);
        return true;
    case 'C':
    case 'a':
        move_columns(count);
        return true;
    case 'D':
        move_columns(-count);
        return true;
    case 'E':
    case 'F':
        move_rows(sequence.final == 'E' ? count : -count);
        move_to(pen_.row, 0);
        return true;
    case 'G':
    case '`':
        move_to(pen_.row, count - 1);
        return true;
    case 'H':
    case 'f':
        move_in_region(count - 1, sequence.at_least_one(1) - 1);
        return true;
    case 'd':
        move_in_region(count - 1, pen_.column);
        return true;
    case 'I':
        tab(count);
        return true;
    case 'Z':
        tab(-count);
        return true;
    default:
        return false;
    }
}

bool Screen::edit_sequence(const Sequence& sequence) {
    const int count = sequence.at_least_one(0);
    const bool in_region = pen_.row >= top_ && pen_.row < bottom_;
    switch (sequence.final) {
    case '@':
        grid().insert(pen_.row, pen_.column, count, blank());
        break;
    case 'P':
        grid().remove(pen_.row, pen_.column, count, blank());
        break;
    case 'X':
        grid().erase(pen_.row, pen_.column, pen_.column + count, blank());
        break;
    case 'L':
    case 'M':
        if (!in_region)
            break;
        grid().scroll(pen_.row, bottom_, sequence.final == 'M' ? count : -count, blank());
        pen_.column = 0;
        break;
    case 'S':
        scroll(top_, count);
        return true;
    case 'T':
        scroll(top_, -count);
        return true;
    default:
        return false;
    }
    pen_.wrap_pending = false;
    return true;
}

void Screen::plain_sequence(const Sequence& sequence) {
    if (move_sequence(sequence) || edit_sequence(sequence))
        return;
    switch (sequence.final) {
    case 'J':
        return erase_display(sequence.parameter(0, 0));
    case 'K':
        return erase_line(sequence.parameter(0, 0));
    case 'b':
        return repeat(sequence.at_least_one(0));
    case 'c':
    case 'n':
    case 't':
        return report_status(sequence);
    case 'g':
        if (sequence.parameter(0, 0) == 3)
            std::fill(tabs_.begin(), tabs_.end(), false);
        else if (sequence.parameter(0, 0) == 0)
            tabs_[size_t(pen_.column)] = false;
        return;
    case 'h':
    case 'l':
        return set_modes(sequence, sequence.final == 'h');
    case 'm':
        return select_rendition(sequence, pen_.style);
    case 'r':
        return set_region(sequence.at_least_one(0) - 1,
                          sequence.parameter(1, 0) == 0 ? rows() : sequence.parameter(1, 0));
    case 's':
        return save_pen();
    case 'u':
        return restore_pen();
    default:
        return;
    }
}

// With a prefix or an intermediate character.
void Screen::special_sequence(const Sequence& sequence) {
    const char prefix = sequence.prefix;
    if (sequence.intermediate == ' ' && sequence.final == 'q' && prefix == 0) {
        const int style = sequence.parameter(0, 0);
        shape_ = style >= 5 ? CursorShape::bar : style >= 3 ? CursorShape::underline : CursorShape::block;
    } else if (sequence.intermediate == '!' && sequence.final == 'p' && prefix == 0) {
        soft_reset();
    } else if (sequence.intermediate == '$' && sequence.final == 'p') {
        report_mode(sequence);
    } else if (sequence.intermediate == 0 && prefix == '?') {
        if (sequence.final == 'h' || sequence.final == 'l')
            set_modes(sequence, sequence.final == 'h');
        else if (sequence.final == 'J')
            erase_display(sequence.parameter(0, 0));
        else if (sequence.final == 'K')
            erase_line(sequence.parameter(0, 0));
        else if (sequence.final == 'n')
            report_status(sequence);
    } else if (sequence.intermediate == 0 && prefix == '>' && sequence.final == 'c') {
        reply("\033[>1;10;0c");
    }
}

} // namespace display
