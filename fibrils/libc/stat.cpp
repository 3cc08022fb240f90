// SPDX-License-Identifier: MIT
// stat, lstat, fstat, fstatat.
#include "fibrils/libc/files.hpp"

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

using libc::files;

namespace {

mode_t type_of(vfs::Kind kind) {
    switch (kind) {
    case vfs::Kind::directory:
        return S_IFDIR;
    case vfs::Kind::link:
        return S_IFLNK;
    case vfs::Kind::pipe:
        return S_IFIFO;
    case vfs::Kind::device:
        return S_IFCHR;
    default:
        return S_IFREG;
    }
}

timespec time_of(int64_t microseconds) {
    return {.tv_sec = time_t(microseconds / 1000000), .tv_nsec = long(microseconds % 1000000 * 1000)};
}

long fill(const abi::Result<vfs::Attributes>& result, long buffer) {
    if (!result.ok())
        return libc::answer(abi::Result<void>(result.error()));
    const vfs::Attributes& attributes = result.value();
    auto* status = reinterpret_cast<struct stat*>(buffer);
    memset(status, 0, sizeof *status);
    status->st_dev = attributes.mount;
    status->st_ino = attributes.index;
    status->st_mode = type_of(attributes.kind) | attributes.mode;
    status->st_nlink = attributes.links;
    status->st_size = off_t(attributes.size);
    status->st_blksize = 4096;
    status->st_blocks = blkcnt_t((attributes.size + 511) / 512);
    status->st_atim = time_of(attributes.accessed);
    status->st_mtim = status->st_ctim = time_of(attributes.modified);
    return 0;
}

} // namespace

extern "C" {

long __syscall_stat64(long path, long buffer) {
    return fill(files().stat(libc::path_of(path)), buffer);
}

long __syscall_lstat64(long path, long buffer) {
    return fill(files().stat(libc::path_of(path), false), buffer);
}

long __syscall_fstat64(long fd, long buffer) {
    return fill(files().stat(int(fd)), buffer);
}

long __syscall_fstatat64(long directory, long path, long buffer, long flags) {
    if ((flags & AT_EMPTY_PATH) && libc::path_of(path).empty())
        return fill(files().stat(int(directory)), buffer);
    return fill(files().stat(libc::path_of(path), !(flags & AT_SYMLINK_NOFOLLOW), libc::base_of(directory)),
                buffer);
}
}
