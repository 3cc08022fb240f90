// SPDX-License-Identifier: MIT
// open and openat.
#include "fibrils/libc/files.hpp"

#include <cstdarg>
#include <fcntl.h>

using libc::files;

namespace {

uint64_t flags_of(long flags) {
    uint64_t result = 0;
    switch (flags & O_ACCMODE) {
    case O_RDONLY:
        result = vfs::kOpenRead;
        break;
    case O_WRONLY:
        result = vfs::kOpenWrite;
        break;
    case O_RDWR:
        result = vfs::kOpenRead | vfs::kOpenWrite;
        break;
    }
    const auto map = [&](long posix, uint64_t ours) { result |= (flags & posix) == posix ? ours : 0; };
    map(O_APPEND, vfs::kOpenAppend);
    map(O_CREAT, vfs::kOpenCreate);
    map(O_CREAT | O_EXCL, vfs::kOpenExclusive);
    map(O_TRUNC, vfs::kOpenTruncate);
    map(O_DIRECTORY, vfs::kOpenDirectory);
    map(O_NOFOLLOW, vfs::kOpenNoFollow);
    return result;
}

long open_at(uint64_t base, long path, long flags, uint32_t mode) {
    const auto descriptor = files().open(libc::path_of(path), flags_of(flags), mode, base);
    if (descriptor.ok())
        libc::local_flags(descriptor.value()) = uint8_t((flags & O_CLOEXEC ? libc::kCloseOnExec : 0) |
                                                        (flags & O_NONBLOCK ? libc::kNonBlocking : 0));
    return libc::answer(descriptor);
}

} // namespace

extern "C" {

long __syscall_open(long path, long flags, ...) {
    va_list list;
    va_start(list, flags);
    const uint32_t mode = flags & O_CREAT ? va_arg(list, uint32_t) : 0;
    va_end(list);
    return open_at(vfs::kCurrentDirectory, path, flags, mode);
}

long __syscall_openat(long directory, long path, long flags, ...) {
    va_list list;
    va_start(list, flags);
    const uint32_t mode = flags & O_CREAT ? va_arg(list, uint32_t) : 0;
    va_end(list);
    return open_at(libc::base_of(directory), path, flags, mode);
}
}
