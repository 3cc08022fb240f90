// SPDX-License-Identifier: MIT
#include "servers/archive/tar.hpp"

#include <cstring>
#include <optional>
#include <string_view>

namespace archive {

struct TarReader::Header {
    char name[100];
    char mode[8];
    char user[8];
    char group[8];
    char size[12];
    char modified[12];
    char checksum[8];
    char type;
    char link[100];
    char magic[6];
    char version[2];
    char user_name[32];
    char group_name[32];
    char major[8];
    char minor[8];
    char prefix[155];
    char padding[12];
};

namespace {

constexpr uint64_t kBlock = 512;

/// Text that ends with NUL or with its field.
std::string_view text(const char* field, size_t size) {
    return {field, strnlen(field, size)};
}

/// An octal number, padded with blanks or NULs; or, with the top bit set, a binary one (GNU).
Result<uint64_t> number(const char* field, size_t size) {
    uint64_t value = 0;
    if (uint8_t(field[0]) & 0x80) {
        for (size_t i = 1; i < size; i++) {
            if (value >> 55)
                return Error::invalid;
            value = value << 8 | uint8_t(field[i]);
        }
        return value;
    }
    size_t i = 0;
    while (i < size && field[i] == ' ')
        i++;
    for (; i < size && field[i] != ' ' && field[i] != '\0'; i++) {
        if (field[i] < '0' || field[i] > '7')
            return Error::invalid;
        value = value * 8 + uint64_t(field[i] - '0');
    }
    return value;
}

uint32_t checksum(const uint8_t* block) {
    uint32_t sum = 0;
    for (size_t i = 0; i < kBlock; i++)
        sum += i >= 148 && i < 156 ? ' ' : block[i];
    return sum;
}

/// A path from the root of the archive. Error invalid if it leads out of it.
Result<std::string> clean(std::string_view path) {
    std::string cleaned;
    while (!path.empty()) {
        const size_t end = std::min(path.find('/'), path.size());
        const std::string_view component = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (component.empty() || component == ".")
            continue;
        if (component == ".." || component.size() > 255 || component.find('\0') != std::string_view::npos)
            return Error::invalid;
        if (!cleaned.empty())
            cleaned += '/';
        cleaned += component;
    }
    return cleaned;
}

} // namespace

Result<const TarReader::Header*> TarReader::read_header() {
    static_assert(sizeof(Header) == kBlock);
    header_offset_ = position_;
    if (position_ == archive_.size()) // some writers leave out the two empty blocks
        return static_cast<const Header*>(nullptr);
    if (archive_.size() - position_ < kBlock)
        return Error::overflow;
    const uint8_t* block = archive_.data() + position_;
    const auto* header = reinterpret_cast<const Header*>(block);
    position_ += kBlock;
    static constexpr uint8_t kEmpty[kBlock] = {};
    if (memcmp(block, kEmpty, kBlock) == 0)
        return static_cast<const Header*>(nullptr);
    const auto stored = number(header->checksum, sizeof header->checksum);
    if (!stored.ok() || stored.value() != checksum(block))
        return Error::bad_checksum;
    return header;
}

Result<std::span<const uint8_t>> TarReader::read_contents(uint64_t size) {
    if (size > archive_.size() - position_)
        return Error::overflow;
    const auto contents = archive_.subspan(position_, size);
    const uint64_t padded = (size + kBlock - 1) / kBlock * kBlock;
    position_ += std::min<uint64_t>(padded, archive_.size() - position_);
    return contents;
}

/// pax: lines of "<length> <key>=<value>\n".
Result<void> TarReader::read_extended(std::span<const uint8_t> bytes) {
    std::string_view records(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (!records.empty()) {
        size_t length = 0, digits = 0;
        while (digits < records.size() && digits < 8 && records[digits] >= '0' && records[digits] <= '9')
            length = length * 10 + size_t(records[digits++] - '0');
        if (digits == 0 || length <= digits + 1 || length > records.size() || records[length - 1] != '\n')
            return Error::invalid;
        const std::string_view line = records.substr(digits + 1, length - digits - 2);
        const size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            return Error::invalid;
        if (line.substr(0, equals) == "path")
            long_path_ = line.substr(equals + 1);
        if (line.substr(0, equals) == "linkpath")
            long_link_ = line.substr(equals + 1);
        records.remove_prefix(length);
    }
    return {};
}

namespace {

/// Kinds that we show; nothing for devices and such.
std::optional<MemberKind> kind_of(char type) {
    switch (type) {
    case '0':
    case '\0':
    case '7':
        return MemberKind::file;
    case '1':
        return MemberKind::hard_link;
    case '2':
        return MemberKind::symbolic_link;
    case '5':
        return MemberKind::directory;
    default:
        return std::nullopt;
    }
}

bool has_contents(char type) {
    return kind_of(type) == MemberKind::file || type == 'x' || type == 'g' || type == 'L' || type == 'K';
}

} // namespace

/// Takes a header that is about the next one; false if it is a member itself.
Result<bool> TarReader::take_extension(char type, std::span<const uint8_t> contents) {
    const std::string_view as_text = text(reinterpret_cast<const char*>(contents.data()), contents.size());
    if (type == 'L')
        long_path_ = as_text;
    else if (type == 'K')
        long_link_ = as_text;
    else if (type == 'x')
        TRY(read_extended(contents));
    else
        return false;
    return true;
}

Result<void> TarReader::describe(const Header& header, Member& member) {
    std::string path = std::exchange(long_path_, {});
    if (path.empty()) {
        if (memcmp(header.magic, "ustar", 6) == 0 && header.prefix[0] != '\0')
            path = std::string(text(header.prefix, sizeof header.prefix)) + '/';
        path += text(header.name, sizeof header.name);
    }
    std::string link = std::exchange(long_link_, {});
    if (link.empty())
        link = text(header.link, sizeof header.link);
    // Before ustar, a directory was a file whose name ends with '/'.
    if (member.kind == MemberKind::file && !path.empty() && path.back() == '/')
        member.kind = MemberKind::directory;
    member.path = TRY(clean(path));
    member.link = member.kind == MemberKind::hard_link ? TRY(clean(link)) : std::move(link);
    member.mode = uint16_t(TRY(number(header.mode, sizeof header.mode)) & 07777);
    member.modified = int64_t(TRY(number(header.modified, sizeof header.modified)));
    return {};
}

Result<bool> TarReader::next(Member& member) {
    for (;;) {
        const Header* header = TRY(read_header());
        if (!header)
            return false;
        const uint64_t size = has_contents(header->type) ? TRY(number(header->size, sizeof header->size)) : 0;
        const auto contents = TRY(read_contents(size));
        if (TRY(take_extension(header->type, contents)))
            continue;
        const auto kind = kind_of(header->type);
        if (!kind) {
            long_path_.clear();
            long_link_.clear();
            continue;
        }
        member.kind = *kind;
        member.contents = contents;
        TRY(describe(*header, member));
        return true;
    }
}

} // namespace archive
