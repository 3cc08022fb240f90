// SPDX-License-Identifier: MIT
// One place of a screen: a character and how it looks.
#pragma once

#include <cstddef>
#include <cstdint>

namespace display {

/// The default colour, one of the 256 of the palette, or 24 bits of red, green and blue.
class Colour {
  public:
    enum class Kind : uint8_t { standard = 0, indexed = 1, direct = 2 };

    constexpr Colour() = default;
    static constexpr Colour indexed(uint8_t index) { return Colour(Kind::indexed, index); }
    /// 0xRRGGBB.
    static constexpr Colour direct(uint32_t rgb) { return Colour(Kind::direct, rgb & 0xffffff); }

    constexpr Kind kind() const { return Kind(packed_ >> 24); }
    /// The index of an indexed one, 0xRRGGBB of a direct one.
    constexpr uint32_t value() const { return packed_ & 0xffffff; }
    friend constexpr bool operator==(Colour a, Colour b) { return a.packed_ == b.packed_; }
    friend constexpr bool operator!=(Colour a, Colour b) { return a.packed_ != b.packed_; }

  private:
    constexpr Colour(Kind kind, uint32_t value) : packed_(uint32_t(kind) << 24 | value) {}
    uint32_t packed_ = 0;
};

inline constexpr uint16_t kBold = 1 << 0;
inline constexpr uint16_t kFaint = 1 << 1;
inline constexpr uint16_t kItalic = 1 << 2;
inline constexpr uint16_t kUnderline = 1 << 3;
inline constexpr uint16_t kBlink = 1 << 4;
inline constexpr uint16_t kInverse = 1 << 5;
inline constexpr uint16_t kHidden = 1 << 6;
inline constexpr uint16_t kStruck = 1 << 7;

struct Style {
    Colour foreground;
    Colour background;
    uint16_t flags = 0;

    friend constexpr bool operator==(const Style& a, const Style& b) {
        return a.foreground == b.foreground && a.background == b.background && a.flags == b.flags;
    }
};

struct Cell {
    char32_t character = U' ';
    Style style;
    uint8_t columns = 1; // 2: also covers the next cell, which has 0

    friend constexpr bool operator==(const Cell& a, const Cell& b) {
        return a.character == b.character && a.columns == b.columns && a.style == b.style;
    }
    friend constexpr bool operator!=(const Cell& a, const Cell& b) { return !(a == b); }
};

} // namespace display
