// SPDX-License-Identifier: MIT
#include "web/machine/unpack/state_table.hpp"

namespace unpack {

namespace {

/// One probability, of which `remaining` cells of the table are left; 1 more than it is.
uint32_t read_probability(ForwardBits& bits, uint32_t remaining) {
    unsigned width = highest_bit(remaining + 1) + 1;
    uint32_t value = bits.peek(width);
    uint32_t half = (1u << (width - 1)) - 1;
    uint32_t spare = (1u << width) - 1 - (remaining + 1); // so many values do without the last bit
    if ((value & half) < spare) {
        bits.skip(width - 1);
        return value & half;
    }
    bits.skip(width);
    return value > half ? value - spare : value;
}

/// After a probability of 0: how many more zeros follow. Past the limit it stops counting.
unsigned read_zeros(ForwardBits& bits, unsigned limit) {
    unsigned zeros = 0;
    for (uint32_t more = 3; more == 3 && zeros <= limit; zeros += more)
        more = bits.read(2);
    return zeros;
}

} // namespace

/// Puts each symbol where it belongs: the rare ones at the end, the others in steps over the rest.
bool StateTable::spread(const int16_t* distribution, unsigned count) {
    uint32_t size = 1u << log_;
    uint32_t high = size;
    for (unsigned symbol = 0; symbol < count; ++symbol)
        if (distribution[symbol] < 0)
            entries_[--high].symbol = static_cast<uint8_t>(symbol);
    uint32_t step = (size >> 1) + (size >> 3) + 3;
    uint32_t at = 0;
    for (unsigned symbol = 0; symbol < count; ++symbol) {
        for (int16_t i = 0; i < distribution[symbol]; ++i) {
            entries_[at].symbol = static_cast<uint8_t>(symbol);
            do
                at = (at + step) & (size - 1);
            while (at >= high && high > 0);
        }
    }
    return at == 0;
}

bool StateTable::build(const int16_t* distribution, unsigned count, unsigned log) {
    uint32_t sum = 0;
    for (unsigned symbol = 0; symbol < count; ++symbol)
        sum += static_cast<uint32_t>(distribution[symbol] < 0 ? 1 : distribution[symbol]);
    built_ = false;
    log_ = log;
    if (sum != 1u << log || !spread(distribution, count))
        return false;
    uint16_t next[kMaxSymbols];
    for (unsigned symbol = 0; symbol < count; ++symbol)
        next[symbol] = static_cast<uint16_t>(distribution[symbol] < 0 ? 1 : distribution[symbol]);
    for (uint32_t state = 0; state < 1u << log; ++state) {
        Entry& entry = entries_[state];
        uint32_t number = next[entry.symbol]++;
        entry.bits = static_cast<uint8_t>(log - highest_bit(number));
        entry.base = static_cast<uint16_t>((number << entry.bits) - (1u << log));
    }
    return built_ = true;
}

void StateTable::repeat(uint8_t symbol) {
    entries_[0] = {0, symbol, 0};
    log_ = 0;
    built_ = true;
}

size_t StateTable::read(const uint8_t* from, size_t size, unsigned max_symbol, unsigned max_log) {
    ForwardBits bits(from, size);
    unsigned log = bits.read(4) + 5;
    if (log > max_log)
        return 0;
    int16_t distribution[kMaxSymbols];
    unsigned count = 0;
    for (uint32_t remaining = 1u << log; remaining > 0;) {
        if (count > max_symbol || bits.overrun())
            return 0;
        auto probability = static_cast<int16_t>(read_probability(bits, remaining) - 1);
        remaining -= static_cast<uint32_t>(probability < 0 ? 1 : probability);
        distribution[count++] = probability;
        unsigned zeros = probability == 0 ? read_zeros(bits, max_symbol) : 0;
        if (count + zeros > max_symbol + 1)
            return 0;
        for (; zeros > 0; --zeros)
            distribution[count++] = 0;
    }
    return !bits.overrun() && build(distribution, count, log) ? bits.used() : 0;
}

} // namespace unpack
