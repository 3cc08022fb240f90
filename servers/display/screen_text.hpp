// SPDX-License-Identifier: MIT
// For tests: a screen as text.
#pragma once

#include "servers/display/screen.hpp"

#include <string>

namespace display {

inline void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += char(c);
    } else if (c < 0x800) {
        text += {char(0xc0 | c >> 6), char(0x80 | (c & 0x3f))};
    } else if (c < 0x10000) {
        text += {char(0xe0 | c >> 12), char(0x80 | (c >> 6 & 0x3f)), char(0x80 | (c & 0x3f))};
    } else {
        text += {char(0xf0 | c >> 18), char(0x80 | (c >> 12 & 0x3f)), char(0x80 | (c >> 6 & 0x3f)),
                 char(0x80 | (c & 0x3f))};
    }
}

/// A row without the blanks at its end.
inline std::string row_text(const Screen& screen, int row) {
    std::string text;
    for (int column = 0; column < screen.columns(); column++)
        if (const Cell cell = screen.at(row, column); cell.columns > 0)
            append_utf8(text, cell.character);
    const size_t end = text.find_last_not_of(' ');
    return end == std::string::npos ? "" : text.substr(0, end + 1);
}

/// All rows, each followed by '|', without empty ones at the end.
inline std::string screen_text(const Screen& screen) {
    std::string text;
    std::string empty;
    for (int row = 0; row < screen.rows(); row++) {
        const std::string line = row_text(screen, row) + "|";
        empty += line;
        if (line != "|") {
            text += empty;
            empty.clear();
        }
    }
    return text;
}

} // namespace display
