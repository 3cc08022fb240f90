// SPDX-License-Identifier: MIT
#include "servers/shell/line_view.hpp"

#include "servers/shell/utf8.hpp"

#include <algorithm>

namespace shell {

namespace {

constexpr int kIndent = 2; // columns before the second and later lines of a text of several
constexpr const char* kIndentText = "\033[2m> \033[22m";

std::string move(int count, char direction) {
    return count > 0 ? "\033[" + std::to_string(count) + direction : std::string();
}

void show(std::string& output, std::string_view text, size_t at, size_t size, char32_t character) {
    if (character < 0x20 || character == 0x7f) {
        output += '^';
        output += static_cast<char>(character ^ 0x40);
    } else if (character == kBadCharacter) {
        append_utf8(output, kBadCharacter);
    } else {
        output += text.substr(at, size);
    }
}

} // namespace

void LineView::step(Place& place, char32_t character) const {
    if (character == '\n') {
        place = {place.row + 1, kIndent};
        return;
    }
    int width = width_of(character);
    if (place.column + width > columns_)
        place = {place.row + 1, 0};
    place.column += width;
}

LineView::Layout LineView::arrange(int prompt_width, std::string_view text, size_t cursor) const {
    Layout layout;
    Place place{0, prompt_width};
    for (size_t at = 0; at < text.size();) {
        char32_t c;
        size_t size = decode_utf8(text, at, c);
        Place before = place;
        step(place, c);
        if (at == cursor) // a character that did not fit the row took its cursor along
            layout.cursor = c != '\n' && place.row != before.row ? Place{place.row, 0} : before;
        at += size;
    }
    if (place.column >= columns_)
        place = {place.row + 1, 0};
    layout.end = place;
    if (cursor >= text.size())
        layout.cursor = place;
    if (layout.cursor.column >= columns_)
        layout.cursor = {layout.cursor.row + 1, 0};
    return layout;
}

std::string LineView::draw(std::string_view prompt, int prompt_width, std::string_view text, size_t cursor) {
    Layout layout = arrange(prompt_width, text, cursor);
    int first = 0;
    if (layout.end.row >= rows_)
        first = std::clamp(layout.cursor.row - rows_ / 2, 0, layout.end.row - rows_ + 1);
    std::string output = "\r" + move(cursor_row_, 'A') + "\033[J";
    if (first == 0)
        output += prompt;
    Place place{0, prompt_width};
    for (size_t at = 0; at < text.size();) {
        char32_t c;
        size_t size = decode_utf8(text, at, c);
        Place next = place;
        step(next, c);
        if (next.row >= first + rows_)
            break;
        if (c == '\n' && next.row > first)
            output += "\r\n";
        if (c == '\n' && next.row >= first)
            output += kIndentText;
        else if (next.row >= first)
            show(output, text, at, size, c);
        place = next;
        at += size;
    }
    if (layout.end.row < first + rows_ && layout.end.column == 0 && layout.end.row > place.row) {
        output += " \r"; // makes the terminal go to the next row now
        place = layout.end;
    }
    output += "\r" + move(place.row - layout.cursor.row, 'A') + move(layout.cursor.column, 'C');
    cursor_row_ = layout.cursor.row - first;
    end_column_ = cursor == text.size() ? layout.end.column : -1;
    return output;
}

std::string LineView::append(std::string_view added) {
    std::string output;
    if (end_column_ < 0 || added.find('\n') != std::string_view::npos)
        return "";
    for (size_t at = 0; at < added.size();) {
        char32_t c;
        size_t size = decode_utf8(added, at, c);
        Place place{cursor_row_, end_column_};
        step(place, c);
        show(output, added, at, size, c);
        if (place.column >= columns_) {
            output += " \r";
            place = {place.row + 1, 0};
        }
        cursor_row_ = std::min(place.row, rows_ - 1); // at the bottom of the screen everything moves up
        end_column_ = place.column;
        at += size;
    }
    return output;
}

std::string LineView::leave(int prompt_width, std::string_view text) {
    int rows = std::min(arrange(prompt_width, text, text.size()).end.row, rows_ - 1);
    std::string output = move(rows - cursor_row_, 'B') + "\r\n";
    restart();
    return output;
}

void LineView::resize(int columns, int rows, int prompt_width, std::string_view text, size_t cursor) {
    columns_ = columns;
    rows_ = rows;
    cursor_row_ = std::min(arrange(prompt_width, text, cursor).cursor.row, rows_ - 1);
    end_column_ = -1;
}

} // namespace shell
