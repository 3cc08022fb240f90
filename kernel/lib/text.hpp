// SPDX-License-Identifier: MIT
// Text in a buffer that is large enough, for lines of the kernel log. Each returns the end of what it wrote.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace kernel {

inline char* append(char* to, std::string_view text) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

/// `base`: 10 or 16.
inline char* append_number(char* to, uint64_t number, unsigned base) {
    char digits[24];
    int count = 0;
    do {
        digits[count++] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number > 0);
    while (count > 0)
        *to++ = digits[--count];
    return to;
}

} // namespace kernel
