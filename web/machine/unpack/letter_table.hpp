// SPDX-License-Identifier: MIT
// The Huffman code of a block's literals (RFC 8878, 4.2), as a table over the next bits.
#pragma once

#include "web/machine/unpack/bits.hpp"

namespace unpack {

class LetterTable {
  public:
    static constexpr unsigned kMaxBits = 11;

    /// Reads a description and makes the table. Returns the bytes that it took, 0 when it is damaged.
    size_t read(const uint8_t* from, size_t size);
    /// Exactly `count` letters from a stream that holds no more. False when it holds others.
    bool decode(const uint8_t* from, size_t size, uint8_t* to, size_t count) const;

    void forget() { bits_ = 0; }
    bool is_built() const { return bits_ > 0; }

  private:
    struct Entry {
        uint8_t letter;
        uint8_t bits;
    };

    bool build(uint8_t* weights, unsigned count);

    Entry entries_[1 << kMaxBits];
    unsigned bits_ = 0;
};

} // namespace unpack
