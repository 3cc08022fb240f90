// SPDX-License-Identifier: MIT
// The heap's end. In place of Emscripten's, which tells JavaScript about every growth.
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <unistd.h>

extern "C" {
extern char __heap_base;

static uintptr_t heap_end;

void* sbrk(intptr_t increment) {
    constexpr uintptr_t kPage = 65536;
    if (heap_end == 0)
        heap_end = reinterpret_cast<uintptr_t>(&__heap_base);
    uintptr_t old_end = heap_end;
    uintptr_t new_end = old_end + static_cast<uintptr_t>(increment);
    bool wrapped = increment > 0 ? new_end < old_end : new_end > old_end;
    uintptr_t memory = __builtin_wasm_memory_size(0) * kPage;
    if (!wrapped && new_end > memory)
        wrapped = __builtin_wasm_memory_grow(0, (new_end - memory + kPage - 1) / kPage) == SIZE_MAX;
    if (wrapped) {
        errno = ENOMEM;
        return reinterpret_cast<void*>(-1);
    }
    heap_end = new_end;
    return reinterpret_cast<void*>(old_end);
}

// What the allocator asks; Emscripten's answer would bring its abort and output functions along.
size_t emscripten_get_heap_max() {
    return 64u << 20; // MAXIMUM_MEMORY of task_executable.cmake
}
}
