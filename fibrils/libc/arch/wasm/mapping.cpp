// SPDX-License-Identifier: MIT
// mmap of files as Emscripten's musl calls it; anonymous memory it makes itself.
#include "fibrils/libc/mapping.hpp"

#include "fibrils/libc/result.hpp"

extern "C" {

long _mmap_js(long, long length, long protection, long flags, long fd, long offset, int* allocated) {
    constexpr size_t kPage = 65536; // of WebAssembly; musl's mmap promises it
    const auto memory =
        libc::map_copy(int(fd), uint64_t(offset), size_t(length), kPage, int(protection), int(flags));
    if (!memory.ok())
        return -libc::errno_of(memory.error());
    *allocated = 1;
    return long(memory.value());
}

long _munmap_js(long, long, long, long, long, long) {
    return 0;
} // musl frees the copy
long _msync_js(long, long, long, long) {
    return 0;
} // nothing can have changed
}
