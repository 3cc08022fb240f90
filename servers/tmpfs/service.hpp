// SPDX-License-Identifier: MIT
// tmpfs as vfs sees it: one Tree an instance.
#pragma once

#include "servers/tmpfs/tree.hpp"

namespace tmpfs {

class Service final : public vfs::FileSystem {
  public:
    Result<Attributes> mounted(uint64_t mount, uint64_t flags, std::string_view options) override;
    void unmounted(uint64_t mount) override;
    Result<Attributes> lookup(vfs::FileId directory, std::string_view name) override;
    Result<Attributes> stat(vfs::FileId file) override;
    Result<Attributes> create(vfs::FileId directory, std::string_view name,
                              const vfs::Creation& creation) override;
    Result<void> unlink(vfs::FileId directory, std::string_view name, bool is_directory) override;
    Result<void> rename(vfs::FileId from, std::string_view name, vfs::FileId to,
                        std::string_view new_name) override;
    Result<void> link(vfs::FileId file, vfs::FileId directory, std::string_view name) override;
    Result<size_t> read(vfs::FileId file, uint64_t position, async::OutData& data) override;
    Result<vfs::WriteResult> write(vfs::FileId file, uint64_t position, async::InData& data) override;
    Result<vfs::DirectoryRead> read_directory(vfs::FileId directory, uint64_t position,
                                              std::span<uint8_t> buffer) override;
    Result<std::string_view> read_link(vfs::FileId file) override;
    Result<void> truncate(vfs::FileId file, uint64_t size) override;
    Result<void> set_times(vfs::FileId file, uint64_t accessed, uint64_t modified) override;
    Result<void> set_mode(vfs::FileId file, uint16_t mode) override;
    Result<void> open(vfs::FileId file, uint64_t flags) override;
    void close(vfs::FileId file, uint64_t flags) override;
    Result<vfs::FsStatistics> statistics(uint64_t mount) override;

  private:
    Result<Tree*> tree(uint64_t mount);

    std::map<uint64_t, Tree> trees_; // by mount
    uint8_t bounce_[kChunkSize];     // for reads across chunks; a transfer does not wait, so one is enough
};

} // namespace tmpfs
