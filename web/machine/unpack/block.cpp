// SPDX-License-Identifier: MIT
#include "web/machine/unpack/block.hpp"

namespace unpack {

namespace {

enum class Kind : unsigned { raw, one, coded, coded_as_before };
enum : unsigned { kLiteralLengths, kOffsets, kMatchLengths };
enum : unsigned { kPredefined, kOne, kDescribed, kAsBefore };

struct Code {
    uint32_t base;
    uint8_t bits;
};

constexpr Code kLengthCodes[] = {{0, 0},     {1, 0},     {2, 0},     {3, 0},      {4, 0},      {5, 0},
                                 {6, 0},     {7, 0},     {8, 0},     {9, 0},      {10, 0},     {11, 0},
                                 {12, 0},    {13, 0},    {14, 0},    {15, 0},     {16, 1},     {18, 1},
                                 {20, 1},    {22, 1},    {24, 2},    {28, 2},     {32, 3},     {40, 3},
                                 {48, 4},    {64, 6},    {128, 7},   {256, 8},    {512, 9},    {1024, 10},
                                 {2048, 11}, {4096, 12}, {8192, 13}, {16384, 14}, {32768, 15}, {65536, 16}};

constexpr unsigned kPlainMatches = 32; // codes of match lengths that have no bits: 3 and more
constexpr Code kMatchCodes[] = {{35, 1},     {37, 1},     {39, 1},    {41, 1},    {43, 2},    {47, 2},
                                {51, 3},     {59, 3},     {67, 4},    {83, 4},    {99, 5},    {131, 7},
                                {259, 8},    {515, 9},    {1027, 10}, {2051, 11}, {4099, 12}, {8195, 13},
                                {16387, 14}, {32771, 15}, {65539, 16}};

constexpr int16_t kLiteralDistribution[] = {4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1,  1,  2,  2,
                                            2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1};
constexpr int16_t kOffsetDistribution[] = {1, 1, 1, 1, 1, 1, 2, 2, 2, 1,  1,  1,  1,  1, 1,
                                           1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1};
constexpr int16_t kMatchDistribution[] = {1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1,  1,  1,  1,  1,  1,  1, 1,
                                          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  1,  1,  1,  1,  1,  1, 1,
                                          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1};

/// What the three tables differ in, by their number.
struct TableKind {
    const int16_t* distribution;
    unsigned count, log, max_symbol, max_log;
};
constexpr TableKind kTableKinds[] = {{kLiteralDistribution, 36, 6, 35, 9},
                                     {kOffsetDistribution, 29, 5, 31, 8},
                                     {kMatchDistribution, 53, 6, 52, 9}};

uint32_t read_code(const Code& code, BackwardBits& bits) {
    return code.base + static_cast<uint32_t>(bits.read(code.bits));
}

uint32_t read_match(unsigned symbol, BackwardBits& bits) {
    return symbol < kPlainMatches ? symbol + 3 : read_code(kMatchCodes[symbol - kPlainMatches], bits);
}

/// The sizes of literals that are not coded take 5, 12 or 20 bits, of coded ones twice 10, 14 or 18.
unsigned size_bits(bool coded, unsigned format) {
    if (coded)
        return format < 2 ? 10 : format == 2 ? 14 : 18;
    return format == 1 ? 12 : format == 3 ? 20 : 5;
}

} // namespace

struct Blocks::Header {
    Kind kind;
    unsigned streams;
    size_t header; // bytes
    size_t size;   // of the literals
    size_t coded;  // of what they are made from
};

void Blocks::begin_frame() {
    letters_.forget();
    for (StateTable& table : tables_)
        table.forget();
    offsets_[0] = 1;
    offsets_[1] = 4;
    offsets_[2] = 8;
}

size_t Blocks::read_literals(const uint8_t* from, size_t size, Literals& literals) {
    ForwardBits bits(from, size);
    Header header{};
    header.kind = static_cast<Kind>(bits.read(2));
    unsigned format = bits.peek(2);
    bool coded = header.kind == Kind::coded || header.kind == Kind::coded_as_before;
    unsigned width = size_bits(coded, format);
    bits.skip(width == 5 ? 1 : 2);
    header.size = bits.read(width);
    header.streams = format == 0 ? 1 : 4;
    header.coded = coded ? bits.read(width) : header.kind == Kind::one ? 1 : header.size;
    header.header = bits.used();
    if (bits.overrun() || header.size > kMaxSize || header.coded > size - header.header)
        return 0;
    from += header.header;
    literals = {letter_bytes_, header.size};
    if (header.kind == Kind::raw)
        literals.at = from;
    else if (header.kind == Kind::one)
        std::memset(letter_bytes_, from[0], header.size);
    else if (!decode_literals(header, from, header.coded))
        return 0;
    return header.header + header.coded;
}

bool Blocks::decode_literals(const Header& header, const uint8_t* from, size_t size) {
    size_t table = header.kind == Kind::coded ? letters_.read(from, size) : 0;
    if (!letters_.is_built() || (header.kind == Kind::coded && table == 0))
        return false;
    from += table;
    size -= table;
    if (header.streams == 1)
        return letters_.decode(from, size, letter_bytes_, header.size);
    constexpr size_t kJumps = 6; // bytes that hold the sizes of the first three
    size_t part = (header.size + 3) / 4;
    if (size < kJumps || header.size < 3 * part)
        return false;
    const uint8_t* end = from + size;
    const uint8_t* stream = from + kJumps;
    for (unsigned i = 0; i < 3; ++i) {
        size_t length = from[2 * i] + (from[2 * i + 1] << 8);
        if (length > static_cast<size_t>(end - stream))
            return false;
        if (!letters_.decode(stream, length, letter_bytes_ + i * part, part))
            return false;
        stream += length;
    }
    return letters_.decode(stream, static_cast<size_t>(end - stream), letter_bytes_ + 3 * part,
                           header.size - 3 * part);
}

/// Returns the bytes that it took plus 1, 0 when the table is damaged.
size_t Blocks::read_table(StateTable& table, unsigned mode, const uint8_t* from, size_t size, unsigned kind) {
    const TableKind& facts = kTableKinds[kind];
    if (mode == kAsBefore)
        return table.is_built() ? 1 : 0;
    if (mode == kPredefined)
        return table.build(facts.distribution, facts.count, facts.log) ? 1 : 0;
    if (mode == kOne) {
        if (size == 0 || from[0] > facts.max_symbol)
            return 0;
        table.repeat(from[0]);
        return 2;
    }
    size_t used = table.read(from, size, facts.max_symbol, facts.max_log);
    return used == 0 ? 0 : used + 1;
}

bool Blocks::read_sequences(const uint8_t* from, size_t size, Literals& literals, Output& output) {
    if (size == 0)
        return false;
    size_t used = from[0] < 128 ? 1 : from[0] < 255 ? 2 : 3;
    if (used > size)
        return false;
    uint32_t count = from[0];
    if (used == 2)
        count = ((count - 128) << 8) + from[1];
    if (used == 3)
        count = from[1] + (from[2] << 8) + 0x7f00u;
    if (count == 0)
        return used == size && output.put(literals.at, literals.left);
    if (used == size)
        return false;
    unsigned modes = from[used++];
    for (unsigned kind = kLiteralLengths; kind <= kMatchLengths; ++kind) {
        size_t taken = read_table(tables_[kind], modes >> (6 - 2 * kind) & 3, from + used, size - used, kind);
        if (taken == 0)
            return false;
        used += taken - 1;
    }
    BackwardBits bits;
    return bits.open(from + used, size - used) && run_sequences(bits, count, literals, output) &&
           output.put(literals.at, literals.left);
}

bool Blocks::run_sequences(BackwardBits& bits, uint32_t count, Literals& literals, Output& output) {
    const auto& [literal_lengths, offsets, match_lengths] = tables_;
    uint64_t literal_state = bits.read(literal_lengths.log());
    uint64_t offset_state = bits.read(offsets.log());
    uint64_t match_state = bits.read(match_lengths.log());
    for (;;) {
        const StateTable::Entry& literal = literal_lengths[literal_state];
        const StateTable::Entry& offset = offsets[offset_state];
        const StateTable::Entry& match = match_lengths[match_state];
        uint32_t value = (1u << offset.symbol) + static_cast<uint32_t>(bits.read(offset.symbol));
        uint32_t match_length = read_match(match.symbol, bits);
        uint32_t literal_length = read_code(kLengthCodes[literal.symbol], bits);
        if (literal_length > literals.left || !output.put(literals.at, literal_length))
            return false;
        literals.at += literal_length;
        literals.left -= literal_length;
        if (!output.repeat(offset_of(value, literal_length == 0), match_length))
            return false;
        if (--count == 0)
            return bits.left() == 0;
        literal_state = literal.base + bits.read(literal.bits);
        match_state = match.base + bits.read(match.bits);
        offset_state = offset.base + bits.read(offset.bits);
        if (bits.left() < 0)
            return false;
    }
}

/// 1 to 3 name one of the latest offsets, without literals the one after it; 0 is never one.
uint32_t Blocks::offset_of(uint32_t value, bool no_literals) {
    uint32_t which = value > 3 ? 3 : value - 1 + (no_literals ? 1 : 0);
    if (which == 0)
        return offsets_[0];
    uint32_t offset = value > 3 ? value - 3 : which == 3 ? offsets_[0] - 1 : offsets_[which];
    if (which > 1)
        offsets_[2] = offsets_[1];
    offsets_[1] = offsets_[0];
    return offsets_[0] = offset;
}

bool Blocks::unpack(const uint8_t* from, size_t size, Output& output) {
    Literals literals{};
    size_t used = read_literals(from, size, literals);
    return used > 0 && read_sequences(from + used, size - used, literals, output);
}

} // namespace unpack
