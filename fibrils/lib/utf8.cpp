// SPDX-License-Identifier: MIT
#include "fibrils/lib/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace lib::utf8 {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Blocks of combining characters and of invisible ones, in order.
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0900, 0x0902}, {0x093a, 0x093a}, {0x0941, 0x0948}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a},
    {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x202a, 0x202e},
    {0x2060, 0x2064}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};

// Blocks that terminals draw two columns wide, in order.
constexpr Range kDoubleWidth[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x2614, 0x2615},   {0x26a1, 0x26a1},
    {0x2705, 0x2705},   {0x274c, 0x274c},   {0x2753, 0x2755},   {0x2795, 0x2797},   {0x2b50, 0x2b50},
    {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},   {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18aff}, {0x1b000, 0x1b2ff},
    {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320},
    {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3e0, 0x1f3f0},
    {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f567},
    {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6d0, 0x1f6d2}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc},
    {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};

template<size_t Size>
bool contains(const Range (&ranges)[Size], char32_t character) {
    const Range* found = std::lower_bound(std::begin(ranges), std::end(ranges), character,
                                          [](const Range& range, char32_t c) { return range.last < c; });
    return found != std::end(ranges) && found->first <= character;
}

/// Bytes that a character with this first byte has; 0 if no character begins so.
size_t size_from_first(unsigned char first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

} // namespace

size_t last_size(std::string_view text) {
    const size_t limit = std::min<size_t>(text.size(), 4);
    for (size_t size = 1; size <= limit; size++) {
        const char first = text[text.size() - size];
        if (!is_continuation(first))
            return size_from_first(static_cast<unsigned char>(first)) >= size ? size : 1;
    }
    return limit == 0 ? 0 : 1;
}

bool ends_inside_character(std::string_view text) {
    const size_t size = last_size(text);
    return size > 0 && size_from_first(static_cast<unsigned char>(text[text.size() - size])) > size;
}

char32_t decode(std::string_view bytes) {
    constexpr char32_t kReplacement = 0xfffd;
    if (bytes.empty())
        return kReplacement;
    const auto first = static_cast<unsigned char>(bytes[0]);
    const size_t size = size_from_first(first);
    if (size == 0 || size != bytes.size())
        return kReplacement;
    char32_t character = size == 1 ? first : first & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (!is_continuation(bytes[i]))
            return kReplacement;
        character = character << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3f);
    }
    return character;
}

int width(char32_t character) {
    if (contains(kZeroWidth, character))
        return 0;
    return contains(kDoubleWidth, character) ? 2 : 1;
}

Decoder::Characters Decoder::begin(unsigned char byte, Characters found) {
    static constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t size = size_from_first(byte);
    if (size < 2) {
        found.character[found.count++] = size == 1 ? char32_t(byte) : kBad;
        return found;
    }
    character_ = byte & (0x7fu >> size);
    least_ = kLeast[size];
    missing_ = int(size) - 1;
    return found;
}

Decoder::Characters Decoder::feed(char byte) {
    Characters found{};
    if (missing_ == 0)
        return begin(static_cast<unsigned char>(byte), found);
    if (!is_continuation(byte)) {
        missing_ = 0;
        found.character[found.count++] = kBad;
        return begin(static_cast<unsigned char>(byte), found);
    }
    character_ = character_ << 6 | (static_cast<unsigned char>(byte) & 0x3f);
    if (--missing_ > 0)
        return found;
    const bool surrogate = character_ >= 0xd800 && character_ <= 0xdfff;
    const bool valid = character_ >= least_ && character_ <= 0x10ffff && !surrogate;
    found.character[found.count++] = valid ? character_ : kBad;
    return found;
}

bool Decoder::reset() {
    const bool inside = missing_ > 0;
    missing_ = 0;
    return inside;
}

} // namespace lib::utf8
