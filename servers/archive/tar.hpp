// SPDX-License-Identifier: MIT
// Reads a tar archive (ustar, with the GNU and pax ways of writing long names) member by member.
#pragma once

#include "kernel/abi/result.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace archive {

using abi::Error;
using abi::Result;

enum class MemberKind { file, directory, symbolic_link, hard_link };

struct Member {
    MemberKind kind;
    std::string path; // without leading "/" or "./" and without final '/'; empty for the root
    std::string link; // target of a link: a path as it stands (symbolic), or one of this archive (hard)
    uint16_t mode;    // permission bits
    int64_t modified; // seconds since 1970
    std::span<const uint8_t> contents;
};

class TarReader {
  public:
    explicit TarReader(std::span<const uint8_t> archive) : archive_(archive) {}

    /// Moves to the next member that is a file, a directory or a link; false at the end. Errors: bad_checksum
    /// (a damaged header), overflow (the archive ends too early), invalid (a field makes no sense). After an
    /// error, or the end, offset() says where it was.
    Result<bool> next(Member& member);

    /// Of the header read last, in bytes.
    uint64_t offset() const { return header_offset_; }

  private:
    struct Header;
    Result<const Header*> read_header();
    Result<std::span<const uint8_t>> read_contents(uint64_t size);
    Result<void> read_extended(std::span<const uint8_t> records);
    Result<bool> take_extension(char type, std::span<const uint8_t> contents);
    Result<void> describe(const Header& header, Member& member);

    std::span<const uint8_t> archive_;
    uint64_t position_ = 0;
    uint64_t header_offset_ = 0;
    std::string long_path_; // of the next member, from an extension
    std::string long_link_;
};

} // namespace archive
