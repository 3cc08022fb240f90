// SPDX-License-Identifier: MIT
// The tree of names: which file systems are mounted where.
#pragma once

#include "servers/vfs/file_system.hpp"
#include "servers/vfs/mount_points.hpp"
#include "servers/vfs/walk.hpp"

namespace vfs {

struct MountRequest {
    uint32_t device = 0; // 0: a fresh number
    uint64_t flags = 0;  // kMountReadOnly
    std::string options;
};

class Tree final : public Resolver {
  public:
    Tree();

    /// The trail that every session begins with.
    const Trail& root() const { return root_; }

    Result<LookupAnswer> lookup(const Place& directory, std::string_view names,
                                OpenFlags open_flags) override;
    void close(const Place& file, OpenFlags open_flags) override;
    Result<std::string> read_link(const Place& link) override;
    Place cover(const Place& place) override { return points_.cover(place); }
    const Place* mounted_on(const Place& directory, std::string_view name) override;

    /// What `name` is in `directory` itself, whatever is mounted there.
    Result<Place> child(const Place& directory, std::string_view name);
    /// To be called when that name was given to another file, or removed.
    void name_changed(const Place& directory, std::string_view name) { points_.forget_name(directory, name); }

    /// Errors: not_directory, busy (something is mounted there, or the number is in use), limit, and the
    /// driver's.
    Result<void> mount(const Trail& point, std::shared_ptr<Driver> driver, const MountRequest& request);
    /// `root`: root of what is mounted. Errors: invalid (not a mounted file system), busy. A dead file
    /// system takes with it what is mounted in it, and is busy only if something of that lives and is in use.
    Result<void> unmount(const Place& root);
    /// What was last mounted on `path`, when it was mounted; null if there is nothing. Asks nobody.
    std::shared_ptr<MountedFileSystem> find_mount(std::string_view path) const;
    /// Something is mounted on this file.
    bool is_mount_point(const Place& place) const { return points_.covers(place); }

    /// An instance outside the tree (pipes). Errors are the driver's.
    Result<std::shared_ptr<MountedFileSystem>> mount_hidden(std::shared_ptr<Driver> driver);

    const std::vector<std::shared_ptr<MountedFileSystem>>& mounts() const { return mounts_; }

  private:
    uint32_t fresh_number() { return next_number_++; }
    Result<std::shared_ptr<MountedFileSystem>> create(std::shared_ptr<Driver> driver,
                                                      const MountRequest& request);
    bool has_name(const Trail& point);
    std::vector<std::shared_ptr<MountedFileSystem>>
    with_inner(const std::shared_ptr<MountedFileSystem>& mount) const;

    std::vector<std::shared_ptr<MountedFileSystem>> mounts_;
    MountPoints points_;
    Trail root_;
    uint32_t next_number_ = 1;
};

} // namespace vfs
