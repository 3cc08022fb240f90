// SPDX-License-Identifier: MIT
// Which red, green and blue a colour is. The sixteen are those of the page's dark theme, so that the system
// looks the same everywhere.
#pragma once

#include "servers/display/cell.hpp"

namespace display {

inline constexpr uint32_t kDefaultForeground = 0xd8dee6;
inline constexpr uint32_t kDefaultBackground = 0x11141a;
inline constexpr uint32_t kCursorColour = 0xe5b454;

/// 0xRRGGBB of one of the 256.
uint32_t palette_rgb(uint8_t index);

/// What a style asks for: inverse, bold (a bright one of the first eight), faint and hidden are worked in.
struct Look {
    uint32_t foreground; // 0xRRGGBB
    uint32_t background;
};
Look look_of(const Style& style, bool reversed_screen);

} // namespace display
