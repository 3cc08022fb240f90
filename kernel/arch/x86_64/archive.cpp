// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/archive.hpp"

namespace kernel::arch {

namespace {

constexpr uint64_t kBlock = 512;

uint64_t read_octal(std::string_view field) {
    uint64_t value = 0;
    for (char digit : field) {
        if (digit < '0' || digit > '7')
            break;
        value = value * 8 + static_cast<uint64_t>(digit - '0');
    }
    return value;
}

std::string_view read_text(std::string_view field) {
    return field.substr(0, field.find('\0'));
}

} // namespace

ArchiveFile find_in_archive(std::string_view archive, std::string_view path) {
    for (uint64_t at = 0; at + kBlock <= archive.size();) {
        std::string_view header = archive.substr(at, kBlock);
        if (header.substr(257, 5) != "ustar")
            return {};
        uint64_t size = read_octal(header.substr(124, 12));
        uint64_t begin = at + kBlock;
        if (size > archive.size() - begin)
            return {};
        std::string_view name = read_text(header.substr(0, 100));
        if (name.substr(0, 2) == "./")
            name.remove_prefix(2);
        bool regular = header[156] == '0' || header[156] == '\0';
        if (regular && name == path)
            return {archive.data() + begin, size};
        at = begin + (size + kBlock - 1) / kBlock * kBlock;
    }
    return {};
}

} // namespace kernel::arch
