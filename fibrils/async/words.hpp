// SPDX-License-Identifier: MIT
// Values in the words of a message: what generated code packs and unpacks with. Words are counted from 1, as
// in a description.
#pragma once

#include "fibrils/async/message.hpp"

#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace async {

/// The largest number of `bits` bits; what does not fit into its place is cut to it.
constexpr uint64_t mask_of(int bits) {
    return bits == 64 ? ~uint64_t(0) : (uint64_t(1) << bits) - 1;
}

/// Puts a scalar of `bits` bits at its place in words that are still zero there.
template<typename Value>
constexpr void put(Arguments& words, int word, int shift, int bits, Value value) {
    uint64_t number = static_cast<uint64_t>(value);
    if constexpr (std::is_unsigned_v<Value>)
        number = number < mask_of(bits) ? number : mask_of(bits);
    else
        number &= mask_of(bits);
    words[size_t(word - 1)] |= number << shift;
}

template<typename Value>
constexpr Value get(const Arguments& words, int word, int shift, int bits) {
    return static_cast<Value>(words[size_t(word - 1)] >> shift & mask_of(bits));
}

/// The size byte of an inline attachment whose bytes come in a message of their own.
inline constexpr uint8_t kInMessage = 0xff;

/// Puts bytes that fit into the words from `first` on.
inline void put_bytes(Arguments& words, int first, const void* bytes, size_t size) {
    if (size > 0)
        std::memcpy(&words[size_t(first - 1)], bytes, size);
}

/// What an answer with one value, or with none, has in its words; generated code adds the others.
template<typename Value, typename = std::enable_if_t<std::is_integral_v<Value> || std::is_enum_v<Value>>>
constexpr Arguments words_of(Value value) {
    Arguments words{};
    put(words, 1, 0, int(sizeof(Value) * 8), value);
    return words;
}

/// The same for an array whose elements fill the words without holes.
template<typename Value, size_t kCount>
constexpr Arguments words_of(const std::array<Value, kCount>& values) {
    constexpr int kBits = sizeof(Value) * 8;
    Arguments words{};
    for (size_t i = 0; i < kCount; i++)
        put(words, int(i * kBits / 64) + 1, int(i * kBits % 64), kBits, values[i]);
    return words;
}

/// A struct of a description out of the words that hold nothing else; generated code adds from_words.
template<typename Value>
Value value_of(const Arguments& words) {
    Value value{};
    from_words(words, value);
    return value;
}

} // namespace async
