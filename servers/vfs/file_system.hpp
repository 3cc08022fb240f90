// SPDX-License-Identifier: MIT
// vfs's view of a registered file system server, and the file systems mounted from it.
#pragma once

#include "servers/devfs/control.hpp"
#include "servers/vfs/place.hpp"
#include "servers/vfs/vfs_client.hpp"

#include <string_view>

namespace vfs {

using abi::Error;
using abi::Handle;
using abi::Result;

/// A file system server. Its session makes a phone for each operation, so a call that blocks delays nobody
/// else.
class Driver {
  public:
    Driver(std::string name, DriverFlags flags, FsClient fs)
        : name_(std::move(name)), flags_(flags), fs_(std::move(fs)) {}

    const std::string& name() const { return name_; }
    bool concurrent() const { return flags_ & kDriverConcurrent; }
    bool dead() const { return dead_; }
    void set_dead() { dead_ = true; }
    /// To be called through. Error hung_up once the server has died. Stays the driver's.
    Result<FsClient*> fs() {
        if (dead_)
            return Error::hung_up;
        return &fs_;
    }
    async::Session& fs_session() { return fs_; }

  private:
    std::string name_;
    DriverFlags flags_;
    bool dead_ = false;
    FsClient fs_;
};

/// A file system in the tree.
struct MountedFileSystem {
    uint32_t dev_handle = 0;        // number of the instance, as the driver knows it
    std::shared_ptr<Driver> driver; // null: nothing is mounted, the place where the root will be
    std::string path;               // of the mount point, when it was mounted
    std::string options;
    uint64_t flags = 0;
    uint64_t root = 0;        // index of the root directory
    uint32_t open_files = 0;  // descriptions
    uint32_t directories = 0; // sessions whose current directory is in it

    /// Of a place that has a driver. Error hung_up: it has died.
    Result<FsClient*> fs() const { return driver->fs(); }
};

} // namespace vfs
