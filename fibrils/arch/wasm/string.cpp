// SPDX-License-Identifier: MIT
// Block operations as single instructions, in place of Emscripten's, which call JavaScript for large blocks.
#include <cstring>

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, size_t size) {
    __builtin_memcpy(to, from, size);
    return to;
}

void* memmove(void* to, const void* from, size_t size) {
    __builtin_memmove(to, from, size);
    return to;
}

void* memset(void* to, int value, size_t size) {
    __builtin_memset(to, value, size);
    return to;
}
}
