// SPDX-License-Identifier: MIT
// What compiled C++ expects of its runtime, in place of the library's versions, which pull in printf and
// more.
#include "fibrils/arch/context.hpp"
#include "fibrils/lib/fatal.hpp"
#include "fibrils/scheduler.hpp"

#include <cstdlib>
#include <new>

extern "C" {

// The stack of a fibril has overflowed; the machine calls it on another stack. The record of
// the fibril may have been overwritten: its name is shown as far as it is one.
void fibril_report_overflow() {
    const fibril::Fibril* fibril = fibril::scheduler::running;
    const char* name = fibril ? fibril->name : "?";
    size_t size = 0;
    while (size < fibril::kNameSize && name[size] >= ' ' && name[size] < 127)
        size++;
    lib::log("fatal: stack overflow in fibril ", std::string_view(name, size));
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
