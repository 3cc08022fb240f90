// SPDX-License-Identifier: MIT
// Memory that is a picture.
#pragma once

#include <cstdint>

namespace display {

/// Which bits of a pixel are one of its colours.
struct ColourField {
    uint8_t position = 0; // of its lowest bit
    uint8_t size = 0;     // bits, at most 8 are used

    constexpr uint32_t pack(uint32_t byte) const {
        return size >= 8 ? byte << (position + size - 8) : byte >> (8 - size) << position;
    }
};

struct Surface {
    uint8_t* pixels = nullptr; // the picture's first line; written only, because reading may be very slow
    uint32_t pitch = 0;        // bytes from line to line
    uint32_t width = 0;        // pixels
    uint32_t height = 0;       // pixels
    uint32_t pixel_size = 4;   // bytes: 2, 3 or 4; the lowest byte of a pixel comes first
    ColourField red{16, 8};
    ColourField green{8, 8};
    ColourField blue{0, 8};

    /// A pixel of 0xRRGGBB.
    constexpr uint32_t pack(uint32_t rgb) const {
        return red.pack(rgb >> 16 & 0xff) | green.pack(rgb >> 8 & 0xff) | blue.pack(rgb & 0xff);
    }
};

} // namespace display
