// SPDX-License-Identifier: MIT
#include "servers/shell/output.hpp"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace shell {

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        ssize_t written = write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(written);
    }
    return true;
}

bool read_all(int descriptor, std::string& text) {
    constexpr size_t kChunk = 4096;
    for (;;) {
        size_t size = text.size();
        text.resize(size + kChunk);
        ssize_t got = read(descriptor, text.data() + size, kChunk);
        text.resize(size + (got > 0 ? got : 0));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
    }
}

std::string describe_error(int number) {
    // The shell meets this error only when it starts a program.
    if (number == EAGAIN)
        return "too many tasks are running";
    std::string text = strerror(number);
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z')
        text[0] |= 0x20;
    return text;
}

} // namespace shell
