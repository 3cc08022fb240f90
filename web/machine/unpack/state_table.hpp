// SPDX-License-Identifier: MIT
// Tables of finite state entropy (RFC 8878, 4.1): a state stands for a symbol, and some bits lead to the next
// one.
#pragma once

#include "web/machine/unpack/bits.hpp"

namespace unpack {

class StateTable {
  public:
    static constexpr unsigned kMaxLog = 9;
    static constexpr unsigned kMaxSymbols = 64;

    struct Entry {
        uint16_t base;
        uint8_t symbol;
        uint8_t bits;
    };

    /// Makes the table of a distribution over `count` symbols; -1 stands for "less than one". False when the
    /// probabilities do not fill the table.
    bool build(const int16_t* distribution, unsigned count, unsigned log);
    /// A table that always gives the same symbol.
    void repeat(uint8_t symbol);
    /// Reads a description and makes the table. Returns the bytes that it took, 0 when it is damaged.
    size_t read(const uint8_t* from, size_t size, unsigned max_symbol, unsigned max_log);

    void forget() { built_ = false; }
    bool is_built() const { return built_; }
    unsigned log() const { return log_; }
    const Entry& operator[](uint64_t state) const { return entries_[state]; }

  private:
    bool spread(const int16_t* distribution, unsigned count);

    Entry entries_[1 << kMaxLog];
    unsigned log_ = 0;
    bool built_ = false;
};

} // namespace unpack
