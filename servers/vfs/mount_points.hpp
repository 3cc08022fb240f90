// SPDX-License-Identifier: MIT
// Which directories are covered by what is mounted on them.
#pragma once

#include "servers/vfs/place.hpp"

#include <string_view>
#include <vector>

namespace vfs {

class MountPoints {
  public:
    /// `root` covers the directory `covered`.
    void add(const Place& covered, const Place& root) { points_.push_back({covered, root, {}, {}}); }
    /// What was mounted from `mount` is gone.
    void remove(const std::shared_ptr<MountedFileSystem>& mount);

    /// The root of what is mounted on `place`, also of what is mounted on that root, and so on; or `place`.
    Place cover(const Place& place) const;
    bool covers(const Place& place) const { return find(place) != nullptr; }
    /// What is mounted on directories of `mount`.
    std::vector<std::shared_ptr<MountedFileSystem>>
    mounted_in(const std::shared_ptr<MountedFileSystem>& mount) const;

    /// The covered directory is now called `name` in `directory`: a walk need not ask the file system for it.
    void set_name(const Place& covered, const Place& directory, std::string_view name);
    /// That name may have become another file.
    void forget_name(const Place& directory, std::string_view name);
    /// The root of what is mounted on `name` in `directory`, if the name is known; else null.
    const Place* named(const Place& directory, std::string_view name) const;

  private:
    struct Point {
        Place covered;
        Place root;
        Place directory;  // where the covered directory has its name
        std::string name; // empty: not known
    };
    const Point* find(const Place& covered) const;

    std::vector<Point> points_;
};

} // namespace vfs
