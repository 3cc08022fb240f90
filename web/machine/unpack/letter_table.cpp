// SPDX-License-Identifier: MIT
#include "web/machine/unpack/letter_table.hpp"

#include "web/machine/unpack/state_table.hpp"

namespace unpack {

namespace {

constexpr unsigned kMostWeights = 255; // of the last letter it follows from the others
constexpr unsigned kMaxWeightLog = 6;

StateTable weight_states; // large for a stack

/// Weights by two states that take turns. The one whose bits are missing had spoken last. Returns how many
/// there are, 0 for too many.
unsigned decode_weights(BackwardBits& bits, uint8_t* weights) {
    uint64_t state = bits.read(weight_states.log());
    uint64_t other = bits.read(weight_states.log());
    if (bits.left() < 0)
        return 0;
    for (unsigned count = 0; count + 2 <= kMostWeights;) {
        const StateTable::Entry& entry = weight_states[state];
        weights[count++] = entry.symbol;
        if (bits.left() < entry.bits) {
            weights[count++] = weight_states[other].symbol;
            return count;
        }
        uint64_t next = entry.base + bits.read(entry.bits);
        state = other;
        other = next;
    }
    return 0;
}

unsigned read_packed_weights(const uint8_t* from, size_t size, uint8_t* weights) {
    size_t table = weight_states.read(from, size, LetterTable::kMaxBits + 1, kMaxWeightLog);
    BackwardBits bits;
    if (table == 0 || table >= size || !bits.open(from + table, size - table))
        return 0;
    return decode_weights(bits, weights);
}

} // namespace

size_t LetterTable::read(const uint8_t* from, size_t size) {
    if (size < 2)
        return 0;
    uint8_t weights[kMostWeights + 1];
    unsigned count = from[0] - 127u;
    bool plain = from[0] >= 128;
    size_t used = 1 + (plain ? (count + 1) / 2 : from[0]);
    if (used > size)
        return 0;
    if (plain)
        for (unsigned i = 0; i < count; ++i)
            weights[i] = i % 2 == 0 ? from[1 + i / 2] >> 4 : from[1 + i / 2] & 15;
    else
        count = read_packed_weights(from + 1, from[0], weights);
    return count > 0 && build(weights, count) ? used : 0;
}

/// `weights` has room for one more. A letter of weight w has 2^(w-1) cells, the light ones come first.
bool LetterTable::build(uint8_t* weights, unsigned count) {
    uint32_t cells[kMaxBits + 2] = {};
    uint32_t sum = 0;
    bits_ = 0;
    for (unsigned i = 0; i < count; ++i) {
        if (weights[i] > kMaxBits)
            return false;
        uint32_t width = weights[i] == 0 ? 0 : 1u << (weights[i] - 1);
        cells[weights[i]] += width;
        sum += width;
    }
    unsigned bits = sum == 0 ? 0 : highest_bit(sum) + 1;
    uint32_t rest = (1u << bits) - sum;
    if (bits == 0 || bits > kMaxBits || (rest & (rest - 1)) != 0)
        return false;
    weights[count] = static_cast<uint8_t>(highest_bit(rest) + 1);
    cells[weights[count]] += rest;
    for (uint32_t weight = 1, at = 0; weight <= kMaxBits; ++weight) {
        uint32_t width = cells[weight];
        cells[weight] = at;
        at += width;
    }
    for (unsigned i = 0; i <= count; ++i) {
        if (weights[i] == 0)
            continue;
        Entry entry{static_cast<uint8_t>(i), static_cast<uint8_t>(bits + 1 - weights[i])};
        for (uint32_t width = 1u << (weights[i] - 1); width > 0; --width)
            entries_[cells[weights[i]]++] = entry;
    }
    bits_ = bits;
    return true;
}

bool LetterTable::decode(const uint8_t* from, size_t size, uint8_t* to, size_t count) const {
    BackwardBits bits;
    if (!bits.open(from, size))
        return false;
    for (size_t i = 0; i < count; ++i) {
        const Entry& entry = entries_[bits.peek(bits_)];
        to[i] = entry.letter;
        bits.skip(entry.bits);
    }
    return bits.left() == 0;
}

} // namespace unpack
