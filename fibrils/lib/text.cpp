// SPDX-License-Identifier: MIT
#include "fibrils/lib/text.hpp"

#include <cstring>

namespace lib {

Writer& Writer::add(std::string_view text) {
    size_t size = text.size() < capacity_ - size_ ? text.size() : capacity_ - size_;
    memcpy(buffer_ + size_, text.data(), size);
    size_ += size;
    return *this;
}

Writer& Writer::add_digits(uint64_t number, uint32_t base) {
    char digits[20];
    size_t start = sizeof digits;
    do {
        digits[--start] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    return add(std::string_view(digits + start, sizeof digits - start));
}

Writer& Writer::add_signed(int64_t number) {
    if (number >= 0)
        return add_digits(static_cast<uint64_t>(number), 10);
    return add('-').add_digits(-static_cast<uint64_t>(number), 10);
}

} // namespace lib
