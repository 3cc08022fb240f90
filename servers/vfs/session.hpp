// SPDX-License-Identifier: MIT
// What a program has of vfs: the names and files that it can reach. Whoever holds a phone of the session has
// it.
#pragma once

#include "servers/vfs/descriptor_table.hpp"
#include "servers/vfs/file.hpp"

#include <map>
#include <vector>

namespace vfs {

struct Session {
    Session(uint64_t id, Trail root, Trail directory) : id(id), root(std::move(root)) {
        set_directory(std::move(directory));
    }
    ~Session() { close(); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The mount knows that somebody is in it, and so is not unmounted.
    void set_directory(Trail trail) {
        trail.back().place.mount->directories++;
        if (!directory.empty())
            directory.back().place.mount->directories--;
        directory = std::move(trail);
    }

    /// The client is gone: closes everything. Blocks until the file systems know. Calls that still run keep
    /// their own file until they end.
    void close() {
        if (closed)
            return;
        closed = true;
        directory.back().place.mount->directories--;
        descriptors.clear();
    }

    const uint64_t id;
    bool closed = false;
    uint32_t mask = 022; // permission bits that new files do not get
    Trail root;
    Trail directory;
    DescriptorTable<File> descriptors;
    std::map<uint64_t, std::vector<DescriptorMap>> prepared; // sessions that may be connected, by number
    uint64_t next_prepared = 1;
};

inline constexpr size_t kMaxPreparedSessions = 16;

} // namespace vfs
