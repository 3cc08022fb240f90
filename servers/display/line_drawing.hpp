// SPDX-License-Identifier: MIT
// The character set "DEC special graphics", in which old programs draw boxes.
#pragma once

namespace display {

/// The character that stands for `character` in that set; itself if there is none.
constexpr char32_t line_drawing(char32_t character) {
    constexpr char32_t kSet[] =
        U"\u00a0\u25c6\u2592\u2409\u240c\u240d\u240a\u00b0\u00b1\u2424\u240b\u2518\u2510"
        U"\u250c\u2514\u253c\u23ba\u23bb\u2500\u23bc\u23bd\u251c\u2524\u2534\u252c\u2502"
        U"\u2264\u2265\u03c0\u2260\u00a3\u00b7";
    return character >= U'_' && character <= U'~' ? kSet[character - U'_'] : character;
}

} // namespace display
