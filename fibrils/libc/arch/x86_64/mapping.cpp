// SPDX-License-Identifier: MIT
// mmap, of files and of memory.
#include "fibrils/libc/mapping.hpp"

#include "fibrils/libc/result.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace {

constexpr size_t kPage = 4096;

long map_memory(size_t length) {
    const size_t size = (length + kPage - 1) / kPage * kPage;
    void* memory = aligned_alloc(kPage, size);
    if (!memory)
        return -ENOMEM;
    return long(memset(memory, 0, size));
}

} // namespace

extern "C" {

long __syscall_mmap(long, long length, long protection, long flags, long fd, long offset) {
    if (flags & MAP_FIXED)
        return -EINVAL;
    if (flags & MAP_ANON)
        return map_memory(size_t(length));
    const auto memory =
        libc::map_copy(int(fd), uint64_t(offset), size_t(length), kPage, int(protection), int(flags));
    return memory.ok() ? long(memory.value()) : -libc::errno_of(memory.error());
}

/// Whole mappings only.
long __syscall_munmap(long address, long) {
    free(reinterpret_cast<void*>(address));
    return 0;
}

long __syscall_msync() {
    return 0;
} // nothing can have changed
}
