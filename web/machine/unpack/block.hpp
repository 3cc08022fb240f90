// SPDX-License-Identifier: MIT
// One compressed block of zstd (RFC 8878, 3.1.1.3): literals, and sequences that say how to lay them among
// copies of what is there already. Tables and offsets last from block to block.
#pragma once

#include "web/machine/unpack/letter_table.hpp"
#include "web/machine/unpack/state_table.hpp"

namespace unpack {

/// Where the unpacked bytes go; the frame's beginning is at `begin`. There must be kSlack bytes behind `end`.
struct Output {
    static constexpr size_t kSlack = 16;

    uint8_t* begin;
    uint8_t* at;
    uint8_t* end;

    size_t room() const { return static_cast<size_t>(end - at); }
    size_t produced() const { return static_cast<size_t>(at - begin); }
    /// False when there is no room.
    bool put(const uint8_t* from, size_t size);
    bool fill(uint8_t value, size_t size);
    /// Repeats what lies `offset` bytes back. False when that is before the beginning, or without room.
    bool repeat(size_t offset, size_t size);
};

class Blocks {
  public:
    static constexpr size_t kMaxSize = 128 * 1024;

    /// Forgets all that a frame has left.
    void begin_frame();
    /// False when the block is damaged.
    bool unpack(const uint8_t* from, size_t size, Output& output);

  private:
    struct Literals {
        const uint8_t* at;
        size_t left;
    };
    struct Header;

    /// Returns the bytes of the section, 0 when it is damaged.
    size_t read_literals(const uint8_t* from, size_t size, Literals& literals);
    bool decode_literals(const Header& header, const uint8_t* from, size_t size);
    size_t read_table(StateTable& table, unsigned mode, const uint8_t* from, size_t size, unsigned kind);
    bool read_sequences(const uint8_t* from, size_t size, Literals& literals, Output& output);
    bool run_sequences(BackwardBits& bits, uint32_t count, Literals& literals, Output& output);
    uint32_t offset_of(uint32_t value, bool no_literals);

    LetterTable letters_;
    StateTable tables_[3]; // of literal lengths, offsets, match lengths
    uint32_t offsets_[3];
    uint8_t letter_bytes_[kMaxSize + Output::kSlack];
};

} // namespace unpack
