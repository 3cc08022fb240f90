// SPDX-License-Identifier: MIT
// readdir, and the current directory.
#include "fibrils/libc/files.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <dirent.h>

using libc::files;

namespace {

// musl's records are larger than ours, so fewer of ours are asked for than would fit. A record with the
// longest name always fits into its buffer of 2048 bytes.
constexpr size_t kLargestExtra = offsetof(dirent, d_name) + 1 + 7 - sizeof(vfs::DirectoryRecord) + 8;

size_t put(char* out, const vfs::DirectoryRecord& record, const char* name) {
    auto* entry = reinterpret_cast<dirent*>(out);
    const size_t size = (offsetof(dirent, d_name) + record.name_size + 1 + 7) / 8 * 8;
    entry->d_ino = record.index;
    entry->d_off = 0;
    entry->d_reclen = uint16_t(size);
    entry->d_type = uint8_t(record.kind);
    memcpy(entry->d_name, name, record.name_size);
    entry->d_name[record.name_size] = '\0';
    return size;
}

} // namespace

extern "C" {

long __syscall_getdents64(long fd, long buffer, long size) {
    // Worst case: the shortest names, where the headers count most.
    constexpr size_t kSmallest = sizeof(vfs::DirectoryRecord) + 8;
    const size_t wanted = size_t(size) * kSmallest / (kSmallest + kLargestExtra);
    char records[2048];
    const auto got = files().read_directory(int(fd), records, std::min(wanted, sizeof records));
    if (!got.ok())
        return libc::answer(got);
    size_t done = 0;
    for (size_t at = 0; at + sizeof(vfs::DirectoryRecord) <= got.value();) {
        vfs::DirectoryRecord record;
        memcpy(&record, records + at, sizeof record);
        done += put(reinterpret_cast<char*>(buffer) + done, record, records + at + sizeof record);
        at += (sizeof record + record.name_size + 7) / 8 * 8;
    }
    return long(done);
}

long __syscall_getcwd(long buffer, long size) {
    const auto path = files().current_directory();
    if (!path.ok())
        return path.error() == abi::Error::overflow ? -ERANGE : libc::answer(abi::Result<void>(path.error()));
    if (path.value().size() + 1 > size_t(size))
        return -ERANGE;
    memcpy(reinterpret_cast<void*>(buffer), path.value().c_str(), path.value().size() + 1);
    return long(path.value().size() + 1);
}

long __syscall_chdir(long path) {
    return libc::answer(files().change_directory(libc::path_of(path)));
}

long __syscall_fchdir(long fd) {
    return libc::answer(files().change_directory(".", uint64_t(fd)));
}
}
