// SPDX-License-Identifier: MIT
// The archive as vfs sees it. It may be mounted more than once.
#pragma once

#include "servers/archive/tree.hpp"

namespace archive {

class Service final : public vfs::FileSystem {
  public:
    explicit Service(const Tree& tree) : tree_(tree) {}

    Result<vfs::Attributes> mounted(uint64_t mount, uint64_t flags, std::string_view options) override;
    Result<vfs::Attributes> lookup(vfs::FileId directory, std::string_view name) override;
    Result<vfs::Attributes> stat(vfs::FileId file) override;
    Result<size_t> read(vfs::FileId file, uint64_t position, async::OutData& data) override;
    Result<vfs::DirectoryRead> read_directory(vfs::FileId directory, uint64_t position,
                                              std::span<uint8_t> buffer) override;
    Result<std::string_view> read_link(vfs::FileId file) override;
    Result<void> open(vfs::FileId file, uint64_t flags) override;

  private:
    const Tree& tree_;
};

/// Copies the boot archive (boot module 0) into this task; it stays for good. Errors: permission (no system
/// handle), no_entry (there is none), no_memory.
Result<std::span<const uint8_t>> load_boot_archive();

} // namespace archive
