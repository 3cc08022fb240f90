// SPDX-License-Identifier: MIT
// Images of programs that were started lately: a program is read and compiled once, not at every start.
#pragma once

#include "kernel/abi/handle.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace loader {

/// Says which file it is and that it did not change.
struct FileIdentity {
    uint16_t mount = 0;
    uint64_t index = 0;
    uint64_t size = 0;
    int64_t modified = 0; // microseconds since 1970
    bool operator==(const FileIdentity&) const = default;
};

class ImageCache {
  public:
    static constexpr size_t kCapacity = 64;

    /// kNoHandle if it is not there. The handle stays the cache's.
    abi::Handle find(const FileIdentity& file);

    /// The cache owns `image` from now on, until it gives it back: the result is the image that had to make
    /// room (or an older one of the same file), kNoHandle if there was none.
    abi::Handle add(const FileIdentity& file, abi::Handle image);

    /// Gives up the image that was not used for the longest time; kNoHandle when there is none.
    abi::Handle drop_oldest();

    /// A file changed at `modified` may change once more in the same microsecond, unseen. Only files that
    /// have rested for a while are worth keeping.
    static bool may_keep(const FileIdentity& file, int64_t now);

  private:
    struct Entry {
        FileIdentity file;
        abi::Handle image;
    };
    std::vector<Entry> entries_; // the one used last is at the end
};

} // namespace loader
