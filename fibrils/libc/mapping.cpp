// SPDX-License-Identifier: MIT
// Mapping files into memory, which a task cannot do: its memory is one piece. Anonymous mappings are musl's
// own, on the heap; it asks here only for files.
#include <cerrno>

extern "C" {

long _mmap_js(long, long, long, long, long, long, int*) {
    return -ENODEV;
}

long _munmap_js(long, long, long, long, long, long) {
    return -EINVAL;
}
}
