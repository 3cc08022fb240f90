// SPDX-License-Identifier: MIT
#include "servers/logger/ring.hpp"

#include <algorithm>

namespace logger {

namespace {

char printable(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && byte != '\t') || code == 0x7f ? '?' : byte;
}

} // namespace

void Ring::append(std::string_view line) {
    line = line.substr(0, capacity_ - 1);
    make_room(line.size() + 1);
    for (const char byte : line)
        text_ += printable(byte);
    text_ += '\n';
}

// Frees a sixteenth of the whole at once, so that a full ring does not move all its text at every line.
void Ring::make_room(size_t size) {
    if (text_.size() + size <= capacity_)
        return;
    const size_t least = text_.size() + size - capacity_;
    const size_t wanted = std::min(std::max(least, capacity_ / 16), text_.size());
    const size_t line_end = text_.find('\n', wanted == 0 ? 0 : wanted - 1);
    text_.erase(0, line_end == std::string::npos ? text_.size() : line_end + 1);
}

std::string Ring::read(uint64_t offset, size_t size) const {
    if (offset >= text_.size())
        return {};
    return text_.substr(size_t(offset), size);
}

} // namespace logger
