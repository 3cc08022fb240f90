// SPDX-License-Identifier: MIT
// What compiled C++ expects of its runtime, in place of Emscripten's versions, which pull in printf and
// imports.
#include "fibrils/arch/context.hpp"
#include "fibrils/lib/fatal.hpp"
#include "fibrils/scheduler.hpp"

#include <cstdlib>
#include <new>

extern "C" {

// The stack of a fibril has overflowed; fibrils/arch/wasm/context.S calls it on another stack.
void fibril_report_overflow() {
    fibril::Fibril* fibril = fibril::scheduler::running;
    lib::log("fatal: stack overflow in fibril ", fibril ? fibril->name : "?", ", which has ",
             fibril ? fibril->stack_size : 0, " bytes");
}

void abort() {
    fibril::arch::trap();
}

void __cxa_pure_virtual() {
    lib::fatal("a pure virtual function was called");
}
}

void* operator new(size_t size) {
    void* memory = malloc(size ? size : 1);
    if (!memory)
        lib::fatal("out of memory: ", size, " bytes wanted");
    return memory;
}

void* operator new[](size_t size) {
    return operator new(size);
}

void* operator new(size_t size, const std::nothrow_t&) noexcept {
    return malloc(size ? size : 1);
}

void* operator new[](size_t size, const std::nothrow_t& tag) noexcept {
    return operator new(size, tag);
}

void operator delete(void* memory) noexcept {
    free(memory);
}

void operator delete[](void* memory) noexcept {
    free(memory);
}

void operator delete(void* memory, size_t) noexcept {
    free(memory);
}

void operator delete[](void* memory, size_t) noexcept {
    free(memory);
}
