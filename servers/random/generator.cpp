// SPDX-License-Identifier: MIT
#include "servers/random/generator.hpp"

#include <algorithm>
#include <cstring>

namespace random_numbers {

namespace {

constexpr ChachaNonce kOutput{};    // of the bytes that are given out
constexpr ChachaNonce kMixing{'m'}; // of the keys between two pieces of a seed

} // namespace

/// The first half of block `counter` becomes the key; the blocks before it have been given out.
void Generator::advance(uint32_t counter) {
    const ChachaBlock block = chacha20_block(key_, counter, kOutput);
    std::copy_n(block.begin(), key_.size(), key_.begin());
}

void Generator::fill(void* buffer, size_t size) {
    auto* bytes = static_cast<uint8_t*>(buffer);
    uint32_t counter = 0;
    while (size > 0) {
        const ChachaBlock block = chacha20_block(key_, counter++, kOutput);
        const size_t part = std::min(size, block.size());
        std::memcpy(bytes, block.data(), part);
        bytes += part;
        size -= part;
    }
    advance(counter);
}

void Generator::mix(const void* bytes, size_t size) {
    const auto* next = static_cast<const uint8_t*>(bytes);
    do {
        const size_t part = std::min(size, key_.size());
        for (size_t i = 0; i < part; i++)
            key_[i] ^= next[i];
        const ChachaBlock block = chacha20_block(key_, uint32_t(part), kMixing);
        std::copy_n(block.begin(), key_.size(), key_.begin());
        next += part;
        size -= part;
    } while (size > 0);
}

} // namespace random_numbers
