// SPDX-License-Identifier: MIT
// Bits out of bytes, in the two orders of zstd. Both read words beyond the bytes that they were given, which
// the caller's memory must have: 8 bytes of slack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace unpack {

/// Number of the highest bit that is set; of a value that is not 0.
inline unsigned highest_bit(uint32_t value) {
    return 31 - static_cast<unsigned>(__builtin_clz(value));
}

inline uint64_t load(const uint8_t* from) {
    uint64_t word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

inline uint64_t low_bits(uint64_t word, unsigned count) {
    return word & ((uint64_t(1) << count) - 1);
}

/// From the first byte on, low bits first: descriptions of tables.
class ForwardBits {
  public:
    ForwardBits(const uint8_t* begin, size_t size) : begin_(begin), size_(size) {}

    /// At most 32.
    uint32_t read(unsigned count) {
        uint32_t value = peek(count);
        at_ += count;
        return value;
    }
    uint32_t peek(unsigned count) const {
        if (at_ / 8 >= size_)
            return 0;
        return static_cast<uint32_t>(low_bits(load(begin_ + at_ / 8) >> (at_ % 8), count));
    }
    void skip(unsigned count) { at_ += count; }
    /// Whole bytes that were begun.
    size_t used() const { return (at_ + 7) / 8; }
    bool overrun() const { return used() > size_; }

  private:
    const uint8_t* begin_;
    size_t size_;
    size_t at_ = 0;
};

/// From the last byte to the first, high bits first: everything that is entropy coded. A 1 marks the end.
class BackwardBits {
  public:
    /// False when the mark is missing.
    bool open(const uint8_t* begin, size_t size) {
        if (size == 0 || begin[size - 1] == 0)
            return false;
        begin_ = begin;
        left_ = static_cast<int32_t>(8 * (size - 1) + highest_bit(begin[size - 1]));
        return true;
    }
    /// At most 56; zeros follow the last bit.
    uint64_t peek(unsigned count) const {
        int32_t at = left_ - static_cast<int32_t>(count);
        if (at >= 0)
            return low_bits(load(begin_ + at / 8) >> (at % 8), count);
        return left_ <= 0 ? 0 : low_bits(load(begin_), static_cast<unsigned>(left_)) << -at;
    }
    void skip(unsigned count) { left_ -= static_cast<int32_t>(count); }
    uint64_t read(unsigned count) {
        uint64_t value = peek(count);
        skip(count);
        return value;
    }
    /// Bits that were not read yet; less than 0 when too many were.
    int32_t left() const { return left_; }

  private:
    const uint8_t* begin_ = nullptr;
    int32_t left_ = 0;
};

} // namespace unpack
