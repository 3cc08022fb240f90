// SPDX-License-Identifier: MIT
// mmap of files: the contents are copied into memory, so a mapping must be private or read-only.
#include "fibrils/libc/mapping.hpp"

#include "fibrils/libc/files.hpp"

#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace libc {

namespace {

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

abi::Result<void*> map_copy(int descriptor, uint64_t offset, size_t length, size_t page, int protection,
                            int flags) {
    if ((flags & MAP_SHARED) && (protection & PROT_WRITE))
        return abi::Error::no_device;
    const size_t size = (length + page - 1) / page * page;
    auto* memory = static_cast<char*>(aligned_alloc(page, size));
    if (!memory)
        return abi::Error::no_memory;
    memset(memory, 0, size);
    const auto filled = fill(descriptor, offset, memory, length);
    if (!filled.ok()) {
        free(memory);
        return filled.error();
    }
    return memory;
}

} // namespace libc
