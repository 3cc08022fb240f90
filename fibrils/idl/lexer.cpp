// SPDX-License-Identifier: MIT
#include "fibrils/idl/lexer.hpp"

#include <algorithm>

namespace idl {

namespace {

constexpr std::string_view kMarks[] = {"->", "<=", "==", "..", "{", "}", "(", ")", "[", "]",
                                       ";",  ",",  ":",  "=",  "*", "+", "-", "~", ".", "&"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word(char c) {
    return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_continuation(char c) {
    return (uint8_t(c) & 0xc0) == 0x80;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const size_t size = utf8_size(text);
        if (size == 0)
            return false;
        text.remove_prefix(size);
    }
    return true;
}

/// A control character would show up in generated text.
bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return uint8_t(c) >= ' ' && c != 0x7f; });
}

} // namespace

size_t utf8_size(std::string_view text) {
    const uint8_t first = text.empty() ? 0xff : uint8_t(text[0]);
    const size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first > 0xf4 || size == 0 || text.size() < size)
        return 0;
    for (size_t index = 1; index < size; index++)
        if (!is_continuation(text[index]))
            return 0;
    const uint8_t second = size > 1 ? uint8_t(text[1]) : 0;
    const bool is_overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool is_no_character = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
    return is_overlong || is_no_character ? 0 : size;
}

Lexer::Lexer(std::string_view text, uint32_t file, Diagnostics& diagnostics)
    : text_(text), file_(file), diagnostics_(diagnostics) {}

char Lexer::at(size_t distance) const {
    return position_ + distance < text_.size() ? text_[position_ + distance] : '\0';
}

Place Lexer::place(size_t size) const {
    return {file_, line_, uint32_t(position_ - line_start_ + 1), uint32_t(size)};
}

void Lexer::advance(size_t size) {
    for (; size > 0; size--)
        if (text_[position_++] == '\n') {
            line_++;
            line_start_ = position_;
        }
}

std::vector<Token> Lexer::read() {
    std::vector<Token> tokens;
    while (skip_blanks())
        if (Token token = read_token(); token.kind != Token::Kind::end)
            tokens.push_back(std::move(token));
    tokens.push_back(make(Token::Kind::end, 0));
    return tokens;
}

/// To the next token; false at the end.
bool Lexer::skip_blanks() {
    while (position_ < text_.size()) {
        if (at(0) == '/' && at(1) == '/')
            read_comment();
        else if (at(0) == ' ' || at(0) == '\t' || at(0) == '\r' || at(0) == '\n')
            advance(1);
        else
            return true;
    }
    return false;
}

void Lexer::read_comment() {
    const size_t end = std::min(text_.find('\n', position_), text_.size());
    std::string_view line = text_.substr(position_, end - position_);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
    if (line.substr(0, 3) == "///")
        read_documentation(line, place(line.size()));
    advance(end - position_);
}

void Lexer::read_documentation(std::string_view line, const Place& place) {
    line.remove_prefix(3);
    if (!line.empty() && line[0] == ' ')
        line.remove_prefix(1);
    if (!is_utf8(line) || !is_printable(line))
        return diagnostics_.error(102, place, "this documentation is not plain UTF-8 text",
                                  "save the file as UTF-8, without tabs in documentation");
    if (documentation_place_.line == 0)
        documentation_place_ = place;
    else
        documentation_ += '\n';
    documentation_ += line;
}

Token Lexer::make(Token::Kind kind, size_t size) {
    Token token{kind, text_.substr(position_, size), place(size), {}, documentation_place_};
    token.documentation.swap(documentation_);
    documentation_place_ = {};
    advance(size);
    return token;
}

Token Lexer::read_token() {
    if (at(0) == '"')
        return read_text();
    if (!is_word(at(0)))
        return read_mark();
    size_t size = 1;
    while (is_word(at(size)))
        size++;
    return make(is_digit(at(0)) ? Token::Kind::number : Token::Kind::word, size);
}

Token Lexer::read_text() {
    size_t size = 1;
    while (position_ + size < text_.size() && at(size) != '"' && at(size) != '\n')
        size++;
    if (at(size) != '"') {
        if (at(size - 1) == ';' && size > 1)
            size--; // so that the declaration ends where it was meant to
        diagnostics_.error(103, place(size), "this text has no end", "close it with \" on the same line");
        return make(Token::Kind::text, size);
    }
    return make(Token::Kind::text, size + 1);
}

Token Lexer::read_mark() {
    for (const std::string_view mark : kMarks)
        if (text_.substr(position_, mark.size()) == mark)
            return make(Token::Kind::mark, mark.size());
    report_stray();
    return {};
}

void Lexer::report_stray() {
    const size_t size = std::max<size_t>(utf8_size(text_.substr(position_)), 1);
    const std::string_view character = text_.substr(position_, size);
    const bool can_be_shown = size > 1 || (uint8_t(character[0]) > ' ' && uint8_t(character[0]) < 0x7f);
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string shown(character);
    if (!can_be_shown)
        shown = {'0', 'x', kDigits[uint8_t(character[0]) >> 4], kDigits[uint8_t(character[0]) & 15]};
    diagnostics_.error(101, place(size), "`" + shown + "` has no meaning here");
    advance(size);
}

} // namespace idl
