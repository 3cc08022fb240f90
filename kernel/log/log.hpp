// SPDX-License-Identifier: MIT
// The kernel log: text lines with time and origin, in a ring that keeps the newest.
#pragma once

#include <cstdint>
#include <string_view>

namespace kernel {

class Log {
  public:
    static constexpr uint32_t kSize = 64 * 1024; // bytes, a power of two
    static constexpr uint32_t kMaxLine = 512;    // longer text is cut

    /// Appends "[seconds.micros] origin: text\n". Control characters in `text` become '?'.
    void write(int64_t time, std::string_view origin, std::string_view text);
    /// Bytes ever written.
    uint64_t position() const { return position_; }
    /// Copies from `from` (or the oldest byte that is left) at most `size` bytes; returns how many.
    uint32_t read(uint64_t from, char* to, uint32_t size) const;

  private:
    void put(std::string_view text);
    void put_number(uint64_t number, int width, char fill);

    uint64_t position_ = 0;
    char text_[kSize] = {};
};

} // namespace kernel
