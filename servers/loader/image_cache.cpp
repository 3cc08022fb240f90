// SPDX-License-Identifier: MIT
#include "servers/loader/image_cache.hpp"

#include <algorithm>

namespace loader {

namespace {

constexpr int64_t kRest = 1'000'000; // microseconds; clocks of hosts stand still for much less

} // namespace

abi::Handle ImageCache::find(const FileIdentity& file) {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return entry.file == file; });
    if (found == entries_.end())
        return abi::kNoHandle;
    std::rotate(found, found + 1, entries_.end());
    return entries_.back().image;
}

abi::Handle ImageCache::add(const FileIdentity& file, abi::Handle image) {
    // Two starts of one program may both have read it.
    auto out = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& entry) { return entry.file == file; });
    if (out == entries_.end() && entries_.size() >= kCapacity)
        out = entries_.begin();
    abi::Handle removed = abi::kNoHandle;
    if (out != entries_.end()) {
        removed = out->image;
        entries_.erase(out);
    }
    entries_.push_back({file, image});
    return removed;
}

abi::Handle ImageCache::drop_oldest() {
    if (entries_.empty())
        return abi::kNoHandle;
    const abi::Handle oldest = entries_.front().image;
    entries_.erase(entries_.begin());
    return oldest;
}

bool ImageCache::may_keep(const FileIdentity& file, int64_t now) {
    return file.modified + kRest <= now;
}

} // namespace loader
