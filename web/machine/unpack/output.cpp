// SPDX-License-Identifier: MIT
#include "web/machine/unpack/block.hpp"

namespace unpack {

namespace {

constexpr size_t kWord = 8;
constexpr size_t kShort = 64; // above, the engine's own copy is faster than a loop

/// Copies whole words and so up to 7 bytes too many.
void copy_words(uint8_t* to, const uint8_t* from, size_t size) {
    for (size_t at = 0; at < size; at += kWord)
        std::memcpy(to + at, from + at, kWord);
}

} // namespace

bool Output::put(const uint8_t* from, size_t size) {
    if (size > room())
        return false;
    if (size <= kShort)
        copy_words(at, from, size);
    else
        std::memcpy(at, from, size);
    at += size;
    return true;
}

bool Output::fill(uint8_t value, size_t size) {
    if (size > room())
        return false;
    std::memset(at, value, size);
    at += size;
    return true;
}

bool Output::repeat(size_t offset, size_t size) {
    if (offset == 0 || offset > produced() || size > room())
        return false;
    const uint8_t* from = at - offset;
    if (offset >= size && size > kShort)
        std::memcpy(at, from, size);
    else if (offset >= kWord)
        copy_words(at, from, size);
    else
        for (size_t i = 0; i < size; ++i)
            at[i] = from[i];
    at += size;
    return true;
}

} // namespace unpack
