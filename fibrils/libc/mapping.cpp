// SPDX-License-Identifier: MIT
// mmap of files: the contents are copied into memory, so a mapping must be private or read-only.
#include "fibrils/libc/files.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

using libc::files;

namespace {

constexpr size_t kPage = 65536; // of WebAssembly; musl's mmap promises it

abi::Result<void> fill(int descriptor, uint64_t position, char* memory, size_t size) {
    for (size_t done = 0; done < size;) {
        const size_t part = TRY(files().read_at(descriptor, position + done, memory + done, size - done));
        if (part == 0)
            break;
        done += part;
    }
    return {};
}

} // namespace

extern "C" {

long _mmap_js(long, long length, long protection, long flags, long fd, long offset, int* allocated) {
    if ((flags & MAP_SHARED) && (protection & PROT_WRITE))
        return -ENODEV;
    const size_t size = (size_t(length) + kPage - 1) / kPage * kPage;
    auto* memory = static_cast<char*>(aligned_alloc(kPage, size));
    if (!memory)
        return -ENOMEM;
    memset(memory, 0, size);
    const auto filled = fill(int(fd), uint64_t(offset), memory, size_t(length));
    if (!filled.ok()) {
        free(memory);
        return libc::answer(filled);
    }
    *allocated = 1;
    return long(uintptr_t(memory));
}

long _munmap_js(long, long, long, long, long, long) {
    return 0;
} // musl frees the copy
long _msync_js(long, long, long, long) {
    return 0;
} // nothing can have changed
}
