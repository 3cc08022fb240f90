// SPDX-License-Identifier: MIT
#include "servers/shell/edit_buffer.hpp"

#include "servers/shell/utf8.hpp"

#include <algorithm>

namespace shell {

namespace {
bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80);
}
} // namespace

void EditBuffer::set(std::string text) {
    text_ = std::move(text);
    cursor_ = text_.size();
}

bool EditBuffer::insert(std::string_view text) {
    if (text_.size() + text.size() > kMaxSize)
        return false;
    text_.insert(cursor_, text);
    cursor_ += text.size();
    return true;
}

bool EditBuffer::replace_before_cursor(size_t begin, std::string_view text) {
    if (text_.size() + text.size() > kMaxSize)
        return false;
    text_.replace(begin, cursor_ - begin, text);
    cursor_ = begin + text.size();
    return true;
}

void EditBuffer::move_left() {
    cursor_ = previous_place(text_, cursor_);
}
void EditBuffer::move_right() {
    cursor_ = next_place(text_, cursor_);
}

size_t EditBuffer::word_begin(size_t at) const {
    while (at > 0 && !in_word(text_[at - 1]))
        --at;
    while (at > 0 && in_word(text_[at - 1]))
        --at;
    return at;
}

size_t EditBuffer::word_end(size_t at) const {
    while (at < text_.size() && !in_word(text_[at]))
        ++at;
    while (at < text_.size() && in_word(text_[at]))
        ++at;
    return at;
}

void EditBuffer::move_word_left() {
    cursor_ = word_begin(cursor_);
}
void EditBuffer::move_word_right() {
    cursor_ = word_end(cursor_);
}

void EditBuffer::move_home() {
    size_t newline = cursor_ == 0 ? std::string::npos : text_.rfind('\n', cursor_ - 1);
    cursor_ = newline == std::string::npos ? 0 : newline + 1;
}

void EditBuffer::move_end() {
    cursor_ = std::min(text_.find('\n', cursor_), text_.size());
}

bool EditBuffer::move_up() {
    size_t before = cursor_;
    move_home();
    if (cursor_ == 0) {
        cursor_ = before;
        return false;
    }
    size_t column = before - cursor_;
    --cursor_;
    size_t end = cursor_;
    move_home();
    cursor_ = std::min(cursor_ + column, end);
    while (cursor_ < end && (text_[cursor_] & 0xc0) == 0x80)
        ++cursor_;
    return true;
}

bool EditBuffer::move_down() {
    size_t before = cursor_;
    move_home();
    size_t column = before - cursor_;
    move_end();
    if (cursor_ == text_.size()) {
        cursor_ = before;
        return false;
    }
    ++cursor_;
    size_t end = std::min(text_.find('\n', cursor_), text_.size());
    cursor_ = std::min(cursor_ + column, end);
    while (cursor_ < end && (text_[cursor_] & 0xc0) == 0x80)
        ++cursor_;
    return true;
}

void EditBuffer::erase_left() {
    size_t begin = previous_place(text_, cursor_);
    text_.erase(begin, cursor_ - begin);
    cursor_ = begin;
}

void EditBuffer::erase_right() {
    text_.erase(cursor_, next_place(text_, cursor_) - cursor_);
}

void EditBuffer::cut(size_t begin, size_t end) {
    if (begin == end)
        return;
    cut_ = text_.substr(begin, end - begin);
    text_.erase(begin, end - begin);
    cursor_ = begin;
}

void EditBuffer::cut_to_end() {
    size_t end = std::min(text_.find('\n', cursor_), text_.size());
    cut(cursor_, end == cursor_ && end < text_.size() ? end + 1 : end);
}

void EditBuffer::cut_to_home() {
    size_t end = cursor_;
    move_home();
    cut(cursor_, end);
}

void EditBuffer::cut_word_left() {
    size_t begin = cursor_;
    while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\n'))
        --begin;
    while (begin > 0 && text_[begin - 1] != ' ' && text_[begin - 1] != '\n')
        --begin;
    cut(begin, cursor_);
}

void EditBuffer::cut_part_left() {
    cut(word_begin(cursor_), cursor_);
}
void EditBuffer::cut_part_right() {
    cut(cursor_, word_end(cursor_));
}
void EditBuffer::yank() {
    insert(cut_);
}

void EditBuffer::swap_characters() {
    if (at_end())
        move_left();
    size_t middle = cursor_, begin = previous_place(text_, middle), end = next_place(text_, middle);
    if (begin == middle || middle == end)
        return;
    std::rotate(text_.begin() + begin, text_.begin() + middle, text_.begin() + end);
    cursor_ = end;
}

} // namespace shell
