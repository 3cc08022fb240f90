// SPDX-License-Identifier: MIT
// The unpacker of the bundle, as a module of its own that the bundle brings along; see
// web/machine/Zstandard.ts.
#include "web/machine/unpack/block.hpp"

namespace unpack {

namespace {

enum class BlockKind : unsigned { raw, one, coded };

constexpr uint32_t kMagic = 0xfd2fb528;
constexpr uint32_t kPrime1 = 0x9e3779b1, kPrime2 = 0x85ebca77; // of web/machine/StateHash.ts

Blocks blocks;

struct Input {
    const uint8_t* at;
    const uint8_t* end;

    size_t left() const { return static_cast<size_t>(end - at); }
    /// The next bytes as a number, low ones first. At most 4; missing ones count as 0 and leave nothing.
    uint32_t number(unsigned bytes) {
        uint32_t value = 0;
        for (unsigned i = 0; i < bytes; ++i)
            value |= static_cast<uint32_t>(at < end ? *at++ : 0) << (8 * i);
        return value;
    }
};

/// False for what is no frame, or one that needs a dictionary.
bool read_frame_header(Input& input) {
    if (input.left() < 6 || input.number(4) != kMagic)
        return false;
    unsigned flags = input.number(1);
    bool single = (flags >> 5 & 1) != 0;
    unsigned size_code = flags >> 6;
    size_t size_bytes = size_code == 0 ? (single ? 1 : 0) : size_t(1) << size_code;
    size_t rest = size_bytes + (single ? 0 : 1);
    if ((flags & 3) != 0 || (flags >> 3 & 1) != 0 || rest > input.left())
        return false;
    input.at += rest;
    return true;
}

bool unpack_block(BlockKind kind, size_t size, Input& input, Output& output) {
    size_t taken = kind == BlockKind::one ? 1 : size;
    if (taken > input.left() || size > Blocks::kMaxSize)
        return false;
    const uint8_t* from = input.at;
    input.at += taken;
    switch (kind) {
    case BlockKind::raw:
        return output.put(from, size);
    case BlockKind::one:
        return output.fill(*from, size);
    case BlockKind::coded:
        return blocks.unpack(from, size, output);
    }
    return false;
}

uint32_t finish(uint32_t value) {
    value = (value ^ value >> 16) * kPrime2;
    value = (value ^ value >> 13) * kPrime1;
    return value ^ value >> 16;
}

} // namespace

/// Unpacks the frame at `from` and returns how many bytes that gave, or -1 when it is damaged or does not
/// fit. There must be memory of 16 bytes behind both ranges. A checksum is not read.
extern "C" int32_t unpack_frame(const uint8_t* from, size_t size, uint8_t* to, size_t room) {
    Input input{from, from + size};
    Output output{to, to, to + room};
    blocks.begin_frame();
    if (!read_frame_header(input))
        return -1;
    for (bool last = false; !last;) {
        if (input.left() < 3)
            return -1;
        uint32_t header = input.number(3);
        last = (header & 1) != 0;
        if (!unpack_block(static_cast<BlockKind>(header >> 1 & 3), header >> 3, input, output))
            return -1;
    }
    return static_cast<int32_t>(output.produced());
}

/// The hash that web/machine/StateHash.ts gives for these bytes.
extern "C" uint64_t hash_bytes(const uint8_t* from, size_t size) {
    uint32_t low = 0x2545f491, high = 0x6c8e9cf5;
    auto mix = [&](uint32_t word) {
        low = (low ^ word) * kPrime1;
        low = low << 13 | low >> 19;
        high = (high + word) * kPrime2 ^ high >> 15;
    };
    size_t at = 0;
    for (; at + 4 <= size; at += 4) {
        uint32_t word;
        std::memcpy(&word, from + at, sizeof word);
        mix(word);
    }
    for (; at < size; ++at)
        mix(from[at]);
    mix(static_cast<uint32_t>(size));
    uint32_t first = finish(low ^ high);
    return uint64_t(finish(high + first * kPrime1)) << 32 | first;
}

} // namespace unpack
