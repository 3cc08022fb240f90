// SPDX-License-Identifier: MIT
#include "servers/display/style.hpp"

#include <algorithm>

namespace display {

namespace {

struct FlagChange {
    uint8_t number;
    uint16_t set;
    uint16_t clear;
};

constexpr FlagChange kFlagChanges[] = {
    {1, kBold, 0},           {2, kFaint, 0},   {3, kItalic, 0},     {4, kUnderline, 0}, {5, kBlink, 0},
    {6, kBlink, 0},          {7, kInverse, 0}, {8, kHidden, 0},     {9, kStruck, 0},    {21, kUnderline, 0},
    {22, 0, kBold | kFaint}, {23, 0, kItalic}, {24, 0, kUnderline}, {25, 0, kBlink},    {27, 0, kInverse},
    {28, 0, kHidden},        {29, 0, kStruck},
};

uint32_t rgb(int red, int green, int blue) {
    const auto byte = [](int value) { return uint32_t(std::clamp(value, 0, 255)); };
    return byte(red) << 16 | byte(green) << 8 | byte(blue);
}

/// How many parameters after `first` are joined to it by colons.
int joined_after(const Sequence& sequence, int first) {
    int count = 0;
    while (sequence.is_joined(first + count + 1))
        count++;
    return count;
}

/// 38:5:n, 38:2:r:g:b and 38:2:space:r:g:b, and the same with semicolons (without space). Returns how many
/// parameters belong to it; `colour` changes only if it is complete.
int extended_colour(const Sequence& sequence, int first, Colour& colour) {
    const int joined = joined_after(sequence, first);
    const int available = joined > 0 ? joined : sequence.count - first - 1;
    const int kind = available > 0 ? sequence.parameter(first + 1, 0) : 0;
    if (kind == 5) {
        if (available >= 2)
            colour = Colour::indexed(uint8_t(std::min(sequence.parameter(first + 2, 0), 255)));
        return joined > 0 ? joined + 1 : std::min(available, 2) + 1;
    }
    if (kind == 2) {
        const int at = first + (joined >= 5 ? 3 : 2);
        if (available >= 4)
            colour = Colour::direct(
                rgb(sequence.parameter(at, 0), sequence.parameter(at + 1, 0), sequence.parameter(at + 2, 0)));
        return joined > 0 ? joined + 1 : std::min(available, 4) + 1;
    }
    return available + 1; // of an unknown kind: nobody knows where it ends
}

void simple(int number, Style& style) {
    const auto between = [number](int low, int high) { return number >= low && number <= high; };
    if (number == 0)
        style = {};
    else if (between(30, 37))
        style.foreground = Colour::indexed(uint8_t(number - 30));
    else if (number == 39)
        style.foreground = {};
    else if (between(40, 47))
        style.background = Colour::indexed(uint8_t(number - 40));
    else if (number == 49)
        style.background = {};
    else if (between(90, 97))
        style.foreground = Colour::indexed(uint8_t(number - 90 + 8));
    else if (between(100, 107))
        style.background = Colour::indexed(uint8_t(number - 100 + 8));
    for (const FlagChange& change : kFlagChanges)
        if (change.number == number)
            style.flags = uint16_t((style.flags & ~change.clear) | change.set);
}

/// One attribute that begins at parameter i; returns how many parameters it has.
int attribute(const Sequence& sequence, int i, Style& style) {
    const int number = sequence.parameter(i, 0);
    Colour of_underline; // taken and not shown
    switch (number) {
    case 38:
        return extended_colour(sequence, i, style.foreground);
    case 48:
        return extended_colour(sequence, i, style.background);
    case 58:
        return extended_colour(sequence, i, of_underline);
    default:
        break;
    }
    const int joined = joined_after(sequence, i);
    if (number == 4 && joined > 0) // 4:0 is none, 4:3 is curly
        simple(sequence.parameter(i + 1, 1) == 0 ? 24 : 4, style);
    else if (joined == 0)
        simple(number, style);
    return joined + 1;
}

} // namespace

void select_rendition(const Sequence& sequence, Style& style) {
    if (sequence.count == 0)
        style = {};
    for (int i = 0; i < sequence.count;)
        i += attribute(sequence, i, style);
}

} // namespace display
