// SPDX-License-Identifier: MIT
#include "kernel/log/log.hpp"

namespace kernel {

void Log::put(std::string_view text) {
    for (char character : text)
        text_[position_++ % kSize] = character;
}

void Log::put_number(uint64_t number, int width, char fill) {
    char digits[24];
    int count = 0;
    do {
        digits[count++] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0);
    for (int at = count; at < width; ++at)
        put({&fill, 1});
    while (count > 0)
        put({&digits[--count], 1});
}

void Log::write(int64_t time, std::string_view origin, std::string_view text) {
    put("[");
    put_number(static_cast<uint64_t>(time) / 1000000, 5, ' ');
    put(".");
    put_number(static_cast<uint64_t>(time) % 1000000, 6, '0');
    put("] ");
    put(origin);
    put(": ");
    for (char character : text.substr(0, kMaxLine)) {
        bool control = static_cast<unsigned char>(character) < ' ' && character != '\t';
        if (character == '\n')
            continue;
        text_[position_++ % kSize] = control ? '?' : character;
    }
    put("\n");
}

uint32_t Log::read(uint64_t from, char* to, uint32_t size) const {
    uint64_t oldest = position_ > kSize ? position_ - kSize : 0;
    uint32_t count = 0;
    for (uint64_t at = from > oldest ? from : oldest; at < position_ && count < size; ++at)
        to[count++] = text_[at % kSize];
    return count;
}

} // namespace kernel
