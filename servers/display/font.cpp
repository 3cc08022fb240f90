// SPDX-License-Identifier: MIT
#include "servers/display/font.hpp"

#include <algorithm>
#include <iterator>

namespace display {

namespace {

#include "font_tables.inc" // made by .tools/font.mjs

constexpr char32_t kReplacement = 0xfffd;
constexpr uint8_t kEmpty[64] = {}; // of the largest glyph

} // namespace

const uint8_t* Font::find(char32_t character) const {
    const char16_t* const end = characters + count;
    const char16_t* const found = std::lower_bound(characters, end, character);
    return found == end || *found != character ? nullptr : rows + size_t(found - characters) * glyph_size();
}

const uint8_t* Font::glyph(char32_t character) const {
    if (const uint8_t* const found = find(character); found != nullptr)
        return found;
    const uint8_t* const replacement = find(kReplacement);
    return replacement != nullptr ? replacement : kEmpty;
}

const Face kSmallFace{
    {8, 16, kCharactersRegular16, std::size(kCharactersRegular16), kGlyphsRegular16},
    {8, 16, kCharactersBold16, std::size(kCharactersBold16), kGlyphsBold16},
};
const Face kLargeFace{
    {16, 32, kCharactersRegular32, std::size(kCharactersRegular32), kGlyphsRegular32},
    {16, 32, kCharactersBold32, std::size(kCharactersBold32), kGlyphsBold32},
};

} // namespace display
