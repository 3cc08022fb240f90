// SPDX-License-Identifier: MIT
#include "servers/shell/utf8.hpp"

#include <cwchar>

namespace shell {

size_t decode_utf8(std::string_view text, size_t at, char32_t& character) {
    auto first = static_cast<unsigned char>(text[at]);
    character = first;
    if (first < 0x80)
        return 1;
    size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800,
                                   0x10000}; // a longer form of a smaller character is an error
    char32_t value = first & (0xff >> (size + 1));
    bool good = first >= 0xc2 && first <= 0xf4 && at + size <= text.size();
    for (size_t i = 1; good && i < size; ++i) {
        auto next = static_cast<unsigned char>(text[at + i]);
        good = (next & 0xc0) == 0x80;
        value = value << 6 | (next & 0x3f);
    }
    good = good && value >= kLeast[size] && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
    character = good ? value : kBadCharacter;
    return good ? size : 1;
}

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xe0 | c >> 12);
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | c >> 18);
        text += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    }
}

int width_of(char32_t character) {
    if (character < 0x20 || character == 0x7f)
        return 2;
    if (character < 0x7f)
        return 1;
    int width = wcwidth(static_cast<wchar_t>(character));
    return width < 0 ? 1 : width;
}

int width_of(std::string_view text) {
    int width = 0;
    for (size_t at = 0; at < text.size();) {
        char32_t c;
        at += decode_utf8(text, at, c);
        width += width_of(c);
    }
    return width;
}

size_t next_place(std::string_view text, size_t at) {
    char32_t c;
    if (at < text.size())
        at += decode_utf8(text, at, c);
    while (at < text.size()) {
        size_t size = decode_utf8(text, at, c);
        if (width_of(c) != 0)
            break;
        at += size;
    }
    return at;
}

size_t previous_place(std::string_view text, size_t at) {
    while (at > 0) {
        size_t begin = at - 1;
        while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xc0) == 0x80)
            --begin;
        char32_t c;
        if (begin + decode_utf8(text, begin, c) != at) { // not one whole character: step over a bad byte
            begin = at - 1;
            c = kBadCharacter;
        }
        at = begin;
        if (width_of(c) != 0)
            break;
    }
    return at;
}

} // namespace shell
