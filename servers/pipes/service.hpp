// SPDX-License-Identifier: MIT
// Pipes as a file system: vfs makes a pipe with `create` and opens its two ends by number.
#pragma once

#include "servers/pipes/pipe.hpp"
#include "servers/vfs/driver.hpp"

#include <map>
#include <memory>

namespace pipes {

inline constexpr size_t kMaxPipes = 256;

class Service final : public vfs::FileSystem {
  public:
    Result<vfs::Attributes> mounted(uint64_t mount, uint64_t flags, std::string_view options) override;
    Result<vfs::Attributes> lookup(vfs::FileId directory, std::string_view name) override;
    Result<vfs::Attributes> stat(vfs::FileId file) override;
    Result<vfs::Attributes> create(vfs::FileId directory, std::string_view name,
                                   const vfs::Creation& creation) override;
    Result<vfs::DirectoryRead> read_directory(vfs::FileId directory, uint64_t position,
                                              std::span<uint8_t> buffer) override;
    Result<size_t> read(vfs::FileId file, uint64_t position, async::OutData& data) override;
    Result<vfs::WriteResult> write(vfs::FileId file, uint64_t position, async::InData& data) override;
    Result<void> open(vfs::FileId file, uint64_t flags) override;
    void close(vfs::FileId file, uint64_t flags) override;
    Result<devfs::ControlWords> control(vfs::FileId file, uint64_t operation,
                                        const devfs::ControlWords& words) override;

  private:
    Result<std::shared_ptr<Pipe>> pipe(uint64_t index);

    std::map<uint64_t, std::shared_ptr<Pipe>> pipes_; // by index
    uint64_t next_index_ = 1;                         // 0 is the directory, which is empty
};

} // namespace pipes
