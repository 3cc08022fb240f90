// SPDX-License-Identifier: MIT
// Files in use: one node for each, however many descriptions are open.
#pragma once

#include "fibrils/sync/read_write_lock.hpp"
#include "servers/vfs/file_system.hpp"

#include <map>
#include <memory>

namespace vfs {

/// Many readers or one writer of a file's contents. Reads and writes of a concurrent file system (a pipe, a
/// terminal) wait for each other, so there it locks nothing.
struct ContentsLock {
    explicit ContentsLock(bool concurrent) : concurrent(concurrent) {}
    const bool concurrent;
    sync::ReadWriteLock lock;
};

struct Node {
    Node(std::shared_ptr<MountedFileSystem> mount, uint64_t index, Kind kind)
        : mount(std::move(mount)), dev_handle(this->mount->dev_handle), index(index), kind(kind),
          contents_rwlock(this->mount->driver->concurrent()) {}

    const std::shared_ptr<MountedFileSystem> mount;
    const uint32_t dev_handle;
    const uint64_t index;
    const Kind kind;
    ContentsLock contents_rwlock;
};

class NodeTable {
  public:
    /// The node of a place in a mounted file system; made if nobody uses it.
    std::shared_ptr<Node> get(const Place& place) {
        auto& slot = nodes_[{place.mount->dev_handle, place.index}];
        auto node = slot.lock();
        if (!node)
            slot = node = std::make_shared<Node>(place.mount, place.index, place.kind);
        return node;
    }
    /// Forgets a node that nobody uses any more.
    void trim(uint32_t dev_handle, uint64_t index) {
        auto found = nodes_.find({dev_handle, index});
        if (found != nodes_.end() && found->second.expired())
            nodes_.erase(found);
    }

  private:
    std::map<std::pair<uint32_t, uint64_t>, std::weak_ptr<Node>> nodes_;
};

} // namespace vfs
