// SPDX-License-Identifier: MIT
// As much of Unicode as terminals need: where characters begin, and how wide a terminal draws them.
#pragma once

#include <cstddef>
#include <string_view>

namespace lib::utf8 {

/// True for the second and later bytes of a character.
constexpr bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Bytes of the last character of `text`: 0 if it is empty, 1 for a byte that belongs to no character.
size_t last_size(std::string_view text);

/// `text` stops before the last byte of its last character.
bool ends_inside_character(std::string_view text);

/// The character that `bytes` (one whole character) encodes; U+FFFD if it is none.
char32_t decode(std::string_view bytes);

/// Columns: 0 for combining characters, 2 for East Asian wide ones and emoji, otherwise 1.
int width(char32_t character);

/// Characters out of a stream of bytes that may be cut anywhere.
class Decoder {
  public:
    static constexpr char32_t kBad = 0xfffd;

    /// What became complete with this byte: at most two characters, because a byte that ends a character
    /// before its time gives kBad and may be one itself.
    struct Characters {
        char32_t character[2];
        int count = 0;
    };
    Characters feed(char byte);
    /// Drops a character that has begun; true if there was one.
    bool reset();

  private:
    Characters begin(unsigned char byte, Characters found);

    char32_t character_ = 0;
    char32_t least_ = 0; // that a character of this size may encode
    int missing_ = 0;    // bytes
};

} // namespace lib::utf8
