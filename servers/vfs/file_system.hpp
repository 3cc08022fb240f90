// SPDX-License-Identifier: MIT
// vfs's view of a registered file system server, and the file systems mounted from it.
#pragma once

#include "fibrils/async/session.hpp"
#include "servers/devfs/control.hpp"
#include "servers/vfs/driver_protocol.hpp"
#include "servers/vfs/place.hpp"

#include <string_view>

namespace vfs {

using abi::Error;
using abi::Handle;
using abi::Result;

/// A file system server. Every function is one operation on a phone of its own, so a call that blocks delays
/// nobody else. All of them fail with hung_up once the server has died.
class Driver {
  public:
    Driver(std::string name, uint64_t flags, Handle phone)
        : name_(std::move(name)), flags_(flags), session_(phone, async::Style::parallel, kDriverInterface) {}

    const std::string& name() const { return name_; }
    bool concurrent() const { return flags_ & kConcurrent; }
    bool dead() const { return dead_; }
    void set_dead() { dead_ = true; }
    async::Session& session() { return session_; }

    Result<Attributes> mounted(uint64_t mount, uint64_t flags, std::string_view options);
    Result<void> unmounted(uint64_t mount);
    /// Goes down `path`, at most kMaxLookupNames plain names; `flags`: see LookupAnswer. An answer with an
    /// error may have found something.
    Result<LookupAnswer> lookup(uint64_t mount, uint64_t directory, std::string_view path, uint64_t flags);
    Result<Attributes> create(uint64_t mount, uint64_t directory, std::string_view name, Kind kind,
                              uint32_t mode, bool must_be_new, std::string_view text = {});
    Result<void> unlink(uint64_t mount, uint64_t directory, std::string_view name, bool is_directory);
    Result<void> rename(uint64_t mount, uint64_t from, std::string_view name, uint64_t to,
                        std::string_view new_name);
    Result<void> link(uint64_t mount, uint64_t index, uint64_t directory, std::string_view name);
    Result<std::string> read_link(uint64_t mount, uint64_t index);
    Result<Attributes> stat(uint64_t mount, uint64_t index);
    Result<devfs::ControlWords> control(uint64_t mount, uint64_t index, uint64_t operation,
                                        const devfs::ControlWords& words);
    /// A request without data: truncate, set_times, set_mode, open, close, sync, statistics.
    Result<async::Arguments> simple(Out method, uint64_t mount, uint64_t a2 = 0, uint64_t a3 = 0,
                                    uint64_t a4 = 0, uint64_t a5 = 0);

  private:
    Result<async::Arguments> with_texts(Out method, const async::Arguments& arguments, std::string_view first,
                                        const std::string_view* second = nullptr);

    std::string name_;
    uint64_t flags_;
    bool dead_ = false;
    async::Session session_;
};

/// A file system in the tree.
struct MountedFileSystem {
    uint64_t dev_handle = 0;        // number of the instance, as the driver knows it
    std::shared_ptr<Driver> driver; // null: nothing is mounted, the place where the root will be
    std::string path;               // of the mount point, when it was mounted
    std::string options;
    uint64_t flags = 0;
    uint64_t root = 0;        // index of the root directory
    uint32_t open_files = 0;  // descriptions
    uint32_t directories = 0; // sessions whose current directory is in it
};

} // namespace vfs
