// SPDX-License-Identifier: MIT
#include "servers/display/screen.hpp"

#include "servers/display/line_drawing.hpp"

#include <algorithm>

namespace display {

namespace {

constexpr int kTabWidth = 8;
constexpr char kBackspace = 0x08;
constexpr char kShiftOut = 0x0e;
constexpr char kShiftIn = 0x0f;

std::vector<bool> default_tabs(int columns) {
    std::vector<bool> tabs(size_t(columns), false);
    for (int column = kTabWidth; column < columns; column += kTabWidth)
        tabs[size_t(column)] = true;
    return tabs;
}

} // namespace

Screen::Screen(int columns, int rows)
    : main_(columns, rows), alternate_(columns, rows), bottom_(main_.rows()),
      tabs_(default_tabs(main_.columns())) {}

void Screen::reset() {
    const Grid empty(columns(), rows());
    main_ = empty;
    alternate_ = empty;
    history_.clear();
    tabs_ = default_tabs(columns());
    buffer_ = Buffer::main;
    back_ = 0;
    soft_reset();
    move_to(0, 0);
}

// DECSTR: everything but what is on the screen and where the cursor is.
void Screen::soft_reset() {
    modes_ = {};
    const int row = pen_.row;
    const int column = pen_.column;
    pen_ = {};
    pen_.row = row;
    pen_.column = column;
    saved_[0] = saved_[1] = {};
    top_ = 0;
    bottom_ = rows();
    shape_ = CursorShape::block;
}

std::string Screen::take_replies() {
    std::string taken;
    taken.swap(replies_);
    return taken;
}

void Screen::reply(std::string_view bytes) {
    if (replies_.size() + bytes.size() <= kMaxReplies)
        replies_ += bytes;
}

Cell Screen::at(int row, int column) const {
    if (row < back_)
        return history_.at(history_.size() - back_ + row, column);
    return grid().at(row - back_, column);
}

Screen::Cursor Screen::cursor() const {
    return {pen_.row + back_, std::min(pen_.column, columns() - 1), shape_,
            modes_.cursor_visible && pen_.row + back_ < rows()};
}

void Screen::look_back(int lines) {
    const int furthest = buffer_ == Buffer::main ? history_.size() : 0;
    const int back = std::clamp(back_ + lines, 0, furthest);
    if (back != back_)
        change_all();
    back_ = back;
}

void Screen::look_at_end() {
    look_back(-back_);
}

Cell Screen::blank() const {
    Cell cell;
    cell.style.background = pen_.style.background;
    return cell;
}

void Screen::move_to(int row, int column) {
    pen_.row = std::clamp(row, 0, rows() - 1);
    pen_.column = std::clamp(column, 0, columns() - 1);
    pen_.wrap_pending = false;
}

// Positions count from the scrolling region, and stay in it, when DECOM says so.
void Screen::move_in_region(int row, int column) {
    if (modes_.origin)
        move_to(std::clamp(row + top_, top_, bottom_ - 1), column);
    else
        move_to(row, column);
}

// A margin stops the cursor only if it comes from inside the region.
void Screen::move_rows(int count) {
    const int low = pen_.row >= top_ ? top_ : 0;
    const int high = pen_.row < bottom_ ? bottom_ : rows();
    move_to(std::clamp(pen_.row + count, low, high - 1), pen_.column);
}

void Screen::move_columns(int count) {
    move_to(pen_.row, pen_.column + count);
}

void Screen::scroll(int top, int count) {
    const bool leaves = count > 0 && top == 0 && top_ == 0 && bottom_ == rows() && buffer_ == Buffer::main;
    for (int row = 0; leaves && row < std::min(count, rows()); row++) {
        history_.add(&main_.at(row, 0), columns());
        if (back_ > 0) // the person goes on seeing the same lines
            back_ = std::min(back_ + 1, history_.size());
    }
    grid().scroll(top, bottom_, count, blank());
}

void Screen::next_row() {
    pen_.wrap_pending = false;
    if (pen_.row == bottom_ - 1)
        scroll(top_, 1);
    else if (pen_.row < rows() - 1)
        pen_.row++;
}

void Screen::previous_row() {
    pen_.wrap_pending = false;
    if (pen_.row == top_)
        scroll(top_, -1);
    else if (pen_.row > 0)
        pen_.row--;
}

void Screen::tab(int count) {
    const int step = count > 0 ? 1 : -1;
    int column = pen_.column;
    for (; count != 0; count -= step) {
        const int next = column + step;
        if (next < 0 || next >= columns())
            break;
        for (column = next; column > 0 && column < columns() - 1 && !tabs_[size_t(column)];)
            column += step;
    }
    move_to(pen_.row, column);
}

void Screen::print(char32_t character) {
    if (pen_.line_drawing[pen_.set])
        character = line_drawing(character);
    const int width = std::min(lib::utf8::width(character), columns());
    if (width == 0)
        return; // marks over the character before: a cell holds one character
    const bool fits = pen_.column + width <= columns();
    if (modes_.wrap && (pen_.wrap_pending || !fits)) {
        next_row();
        pen_.column = 0;
    } else if (!fits) {
        pen_.column = columns() - width;
    }
    if (modes_.insert)
        grid().insert(pen_.row, pen_.column, width, blank());
    grid().put(pen_.row, pen_.column, {character, pen_.style, uint8_t(width)});
    last_ = character;
    pen_.wrap_pending = pen_.column + width == columns() && modes_.wrap;
    pen_.column = std::min(pen_.column + width, columns() - 1);
}

void Screen::control(char byte) {
    switch (byte) {
    case kBackspace:
        return move_columns(-1);
    case '\t':
        return tab(1);
    case '\n':
    case '\v':
    case '\f':
        next_row();
        if (modes_.newline)
            pen_.column = 0;
        return;
    case '\r':
        return move_to(pen_.row, 0);
    case kShiftOut:
    case kShiftIn:
        pen_.set = byte == kShiftOut ? 1 : 0;
        return;
    default:
        return;
    }
}

void Screen::erase_line(int what) {
    pen_.wrap_pending = false;
    const int from = what == 0 ? pen_.column : 0;
    const int to = what == 1 ? pen_.column + 1 : columns();
    if (what >= 0 && what <= 2)
        grid().erase(pen_.row, from, to, blank());
}

void Screen::erase_display(int what) {
    if (what == 3) {
        history_.clear();
        look_at_end();
        return;
    }
    if (what < 0 || what > 2)
        return;
    erase_line(what);
    const int from = what == 0 ? pen_.row + 1 : 0;
    const int to = what == 1 ? pen_.row : rows();
    for (int row = from; row < to; row++)
        grid().erase(row, 0, columns(), blank());
}

void Screen::repeat(int count) {
    const char32_t character = last_;
    for (int i = 0; character != 0 && i < std::min(count, columns() * rows()); i++)
        print(character);
}

void Screen::set_region(int top, int bottom) {
    top = std::max(top, 0);
    bottom = std::min(bottom, rows());
    if (bottom - top < 2 && rows() > 1)
        return;
    top_ = top;
    bottom_ = bottom;
    move_in_region(0, 0);
}

void Screen::fill_with_e() {
    for (int row = 0; row < rows(); row++)
        grid().erase(row, 0, columns(), {U'E', {}, 1});
    top_ = 0;
    bottom_ = rows();
    move_to(0, 0);
}

void Screen::save_pen() {
    pen_.origin = modes_.origin;
    saved_[size_t(buffer_)] = pen_;
}

void Screen::restore_pen() {
    pen_ = saved_[size_t(buffer_)];
    modes_.origin = pen_.origin;
    const bool wrap_pending = pen_.wrap_pending;
    move_to(pen_.row, pen_.column);
    pen_.wrap_pending = wrap_pending;
}

} // namespace display
