// SPDX-License-Identifier: MIT
// devfs as vfs sees it, and the registration of device servers.
#pragma once

#include "servers/devfs/devfs_client.hpp"
#include "servers/devfs/table.hpp"

namespace devfs {

/// A task that has devices. Requests run side by side, each on a phone of its own.
struct Server {
    explicit Server(DeviceClient device) : device(std::move(device)) {}
    DeviceClient device;
    bool dead = false;
};

class Service final : public vfs::FileSystem {
  public:
    Service();
    /// Accepts device servers from now on.
    void start();

    Result<vfs::Attributes> mounted(uint64_t mount, uint64_t flags, std::string_view options) override;
    Result<vfs::Attributes> lookup(vfs::FileId directory, std::string_view name) override;
    Result<vfs::Attributes> stat(vfs::FileId file) override;
    Result<vfs::DirectoryRead> read_directory(vfs::FileId directory, uint64_t position,
                                              std::span<uint8_t> buffer) override;
    Result<size_t> read(vfs::FileId file, uint64_t position, async::OutData& data) override;
    Result<vfs::WriteResult> write(vfs::FileId file, uint64_t position, async::InData& data) override;
    Result<void> truncate(vfs::FileId file, uint64_t size) override;
    Result<void> open(vfs::FileId file, uint64_t flags) override;
    void close(vfs::FileId file, uint64_t flags) override;
    Result<devfs::ControlWords> control(vfs::FileId file, uint64_t operation,
                                        const devfs::ControlWords& words) override;

  private:
    Table table_;
};

/// Serves the devices that need no server.
Result<size_t> read_builtin(Builtin builtin, async::OutData& data);
Result<size_t> write_builtin(Builtin builtin, async::InData& data);

} // namespace devfs
