// SPDX-License-Identifier: MIT
// UTF-8 as the line editor and the patterns need it: characters, their places and their width on the screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shell {

inline constexpr char32_t kBadCharacter = 0xfffd;

/// Reads the character at `at` < text.size(); returns how many bytes it has. A byte that is no UTF-8 is a
/// character of its own, kBadCharacter.
size_t decode_utf8(std::string_view text, size_t at, char32_t& character);

void append_utf8(std::string& text, char32_t character);

/// Columns on the screen. Control characters are shown as ^X and take two.
int width_of(char32_t character);
int width_of(std::string_view text);

/// The place of the next and of the previous character that can hold the cursor: marks that are drawn over
/// the character before them (width 0) belong to that one.
size_t next_place(std::string_view text, size_t at);
size_t previous_place(std::string_view text, size_t at);

} // namespace shell
