// SPDX-License-Identifier: MIT
// Bitmap fonts. The glyphs come from the Terminus Font, which the build takes from its Debian package.
#pragma once

#include <cstddef>
#include <cstdint>

namespace display {

/// Glyphs of one size: each `height` rows of (width + 7) / 8 bytes, leftmost pixel in the highest bit.
struct Font {
    int width;                  // pixels
    int height;                 // pixels
    const char16_t* characters; // in order
    size_t count;
    const uint8_t* rows; // of all glyphs

    size_t glyph_size() const { return size_t((width + 7) / 8 * height); }
    /// Null if the font has none.
    const uint8_t* find(char32_t character) const;
    /// A sign for a missing one instead of null.
    const uint8_t* glyph(char32_t character) const;
};

/// One size in two weights.
struct Face {
    Font regular;
    Font bold;
};

extern const Face kSmallFace; // 8 by 16
extern const Face kLargeFace; // 16 by 32

} // namespace display
