// SPDX-License-Identifier: MIT
// Where a file is, and how one got there.
#pragma once

#include "servers/vfs/vfs_types.hpp"

#include <memory>
#include <string>
#include <vector>

namespace vfs {

struct MountedFileSystem;

/// A file: an instance of a file system and a number in it.
struct Place {
    std::shared_ptr<MountedFileSystem> mount;
    uint64_t index = 0;
    Kind kind = Kind::unknown;

    bool same_file(const Place& other) const { return mount == other.mount && index == other.index; }
};

/// One component of a path that was walked.
struct Step {
    std::string name; // empty for the root
    Place place;
};

/// The way from a root to a file: never empty, the root first. ".." goes back on it, so it needs no file
/// system.
using Trail = std::vector<Step>;

/// "/a/b" for the trail of b; "/" for the root.
std::string path_of(const Trail& trail);

} // namespace vfs
