// SPDX-License-Identifier: MIT
// Text in a buffer of fixed size, built piece by piece: what the runtime uses instead of printf.
#pragma once

#include "kernel/abi/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace lib {

/// A number to be shown in hexadecimal, without prefix.
struct Hex {
    uint64_t value;
};

/// Appends to memory of somebody else; what does not fit is cut off.
class Writer {
  public:
    Writer(char* buffer, size_t capacity) : buffer_(buffer), capacity_(capacity) {}

    Writer& add(std::string_view text);
    Writer& add(const char* text) { return add(std::string_view(text)); }
    Writer& add(char character) { return add(std::string_view(&character, 1)); }
    Writer& add(Hex number) { return add_digits(number.value, 16); }
    Writer& add(abi::Error error) { return add(abi::describe(error)); }
    template<typename Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, char>) Writer& add(Number number) {
        if constexpr (std::is_signed_v<Number>)
            return add_signed(number);
        else
            return add_digits(number, 10);
    }

    std::string_view view() const { return {buffer_, size_}; }

  private:
    Writer& add_digits(uint64_t number, uint32_t base);
    Writer& add_signed(int64_t number);

    char* buffer_;
    size_t capacity_;
    size_t size_ = 0;
};

/// A Writer with its own memory.
template<size_t Capacity>
class Text : public Writer {
  public:
    Text() : Writer(memory_, Capacity) {}
    Text(const Text&) = delete;
    Text& operator=(const Text&) = delete;

  private:
    char memory_[Capacity];
};

} // namespace lib
