// SPDX-License-Identifier: MIT
// Answers that are lists of records.
#include "servers/vfs/client.hpp"

#include <cstring>

namespace vfs {

namespace {

void append_entries(std::vector<DirectoryEntry>& entries, const char* records, size_t size) {
    size_t at = 0;
    while (at + sizeof(DirectoryRecord) <= size) {
        DirectoryRecord record;
        memcpy(&record, records + at, sizeof record);
        if (at + sizeof record + record.name_size > size)
            return;
        entries.push_back(
            {std::string(records + at + sizeof record, record.name_size), record.index, record.kind});
        at += (sizeof record + record.name_size + 7) / 8 * 8;
    }
}

} // namespace

Result<std::vector<DirectoryEntry>> Client::list(std::string_view path) {
    const int descriptor = TRY(open(path, kOpenRead | kOpenDirectory));
    std::vector<DirectoryEntry> entries;
    std::vector<char> buffer(4096);
    Error error = Error::ok;
    for (;;) {
        const auto size = read_directory(descriptor, buffer.data(), buffer.size());
        error = size.error();
        if (!size.ok() || size.value() == 0)
            break;
        append_entries(entries, buffer.data(), size.value());
    }
    (void)close(descriptor);
    if (error != Error::ok)
        return error;
    return entries;
}

Result<std::vector<Mount>> Client::mounts() {
    std::string records(16 * 1024, '\0');
    const std::span<uint8_t> room(reinterpret_cast<uint8_t*>(records.data()), records.size());
    records.resize(std::min<size_t>(TRY(TRY(session())->mounts(room)), records.size()));
    std::vector<Mount> mounts;
    size_t at = 0;
    while (at + sizeof(MountRecord) <= records.size()) {
        MountRecord record;
        memcpy(&record, records.data() + at, sizeof record);
        at += sizeof record;
        const auto take = [&](size_t size) {
            size = std::min(size, records.size() - at);
            at += size;
            return records.substr(at - size, size);
        };
        Mount mount;
        mount.file_system = take(record.name_size);
        mount.point = take(record.point_size);
        mount.options = take(record.options_size);
        mount.total_bytes = record.total_bytes;
        mount.free_bytes = record.free_bytes;
        mount.flags = record.flags & ~uint64_t(kMountDead);
        mount.dead = record.flags & kMountDead;
        mounts.push_back(std::move(mount));
    }
    return mounts;
}

} // namespace vfs
