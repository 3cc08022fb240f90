// SPDX-License-Identifier: MIT
// Memory for musl's allocator, which is compiled with these names in place of mmap and its siblings.
#include "fibrils/arch/x86_64/pages.hpp"

#include <cerrno>
#include <sys/mman.h>

extern "C" {

void* heap_map(void*, size_t size, int, int, int, off_t) {
    void* memory = pages::take(size);
    if (memory)
        return memory;
    errno = ENOMEM;
    return MAP_FAILED;
}

int heap_unmap(void* memory, size_t size) {
    pages::give_back(memory, size);
    return 0;
}

/// All of them can be read and written from the beginning.
int heap_protect(void*, size_t, int) {
    return 0;
}

/// The allocator only says what it will not need soon.
int heap_advise(void*, size_t, int) {
    return 0;
}

/// The allocator then copies.
void* heap_resize(void*, size_t, size_t, int, ...) {
    errno = ENOMEM;
    return MAP_FAILED;
}

/// There is no break; the allocator then takes pages.
long __syscall_brk() {
    return -ENOMEM;
}
}
