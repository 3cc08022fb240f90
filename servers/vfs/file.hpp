// SPDX-License-Identifier: MIT
// An open file: what descriptors of one or several sessions point to.
#pragma once

#include "fibrils/sync/mutex.hpp"
#include "servers/vfs/node.hpp"

namespace vfs {

/// Where the next transfer begins.
struct Cursor {
    std::shared_ptr<Node> node;
    uint64_t pos = 0;
};

/// Descriptors that were duplicated, or passed to a child, share one File and so its position. The file
/// system is told when the last one goes: the destructor waits for its answer, so it must run in a fibril
/// that may block.
struct File : Cursor {
    /// Tells the file system that it is open. Errors are the file system's.
    static Result<std::shared_ptr<File>> open(NodeTable& nodes, Trail trail, OpenFlags flags);
    /// For a file without a name (an end of a pipe).
    static Result<std::shared_ptr<File>> open(NodeTable& nodes, const Place& place, OpenFlags flags);

    File(NodeTable& nodes, std::shared_ptr<Node> node, OpenFlags flags);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool may(OpenFlags open_flag) const { return flags & open_flag; }
    Driver& driver() const { return *node->mount->driver; }
    /// Error hung_up: the file system has died.
    Result<FsClient*> fs() const { return driver().fs(); }

    OpenFlags flags; // as the file system knows them
    bool append;     // can be changed while open
    Trail trail;     // of a directory: where relative paths begin
    sync::Mutex position_mutex;

  private:
    NodeTable& nodes_;
};

} // namespace vfs
