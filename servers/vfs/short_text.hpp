// SPDX-License-Identifier: MIT
// A short path travels in three words of its request, which saves a data write: another message, its answer
// and a copy between two address spaces.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vfs {

inline constexpr size_t kShortText = 24; // bytes

/// The text, filled up with zero bytes. All words are zero for one that does not fit, is empty or has a NUL
/// in it: the receiver then takes a data write.
constexpr std::array<uint64_t, 3> pack_text(std::string_view text) {
    std::array<uint64_t, 3> words{};
    if (text.size() > kShortText || text.find('\0') != std::string_view::npos)
        return words;
    for (size_t i = 0; i < text.size(); i++)
        words[i / 8] |= uint64_t(uint8_t(text[i])) << (i % 8 * 8);
    return words;
}

/// The text in such words.
class ShortText {
  public:
    ShortText(uint64_t first, uint64_t second, uint64_t third) {
        for (const uint64_t word : {first, second, third})
            for (uint64_t rest = word; rest != 0 && (rest & 0xff) != 0; rest >>= 8)
                bytes_[size_++] = char(rest & 0xff);
    }
    std::string_view view() const { return {bytes_, size_}; }
    bool empty() const { return size_ == 0; }

  private:
    char bytes_[kShortText];
    size_t size_ = 0;
};

} // namespace vfs
