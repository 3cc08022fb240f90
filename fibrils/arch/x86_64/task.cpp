// SPDX-License-Identifier: MIT
// What fibrils need of a task on x86_64 besides the switch. host.cpp has the same for unit tests.
#include "fibrils/arch/context.hpp"
#include "fibrils/arch/x86_64/machine_call.hpp"
#include "fibrils/arch/x86_64/pages.hpp"
#include "fibrils/arch/x86_64/thread_record.hpp"

extern "C" {
using Constructor = void (*)();
extern const Constructor __init_array_start[];
extern const Constructor __init_array_end[];
}

namespace fibril::arch {

void* take_stack(size_t size) {
    auto* guard = static_cast<char*>(pages::take(pages::kSize + size));
    if (!guard)
        return nullptr;
    machine_guard_heap(reinterpret_cast<uintptr_t>(guard), pages::kSize, true);
    return guard + pages::kSize;
}

void give_back_stack(void* stack, size_t size) {
    pages::give_back(static_cast<char*>(stack) - pages::kSize, pages::kSize + size);
}

void* reserve_main_stack(size_t size) {
    machine_set_thread_pointer(reinterpret_cast<uintptr_t>(start_thread_record()));
    return take_stack(size);
}

void run_constructors() {
    for (const Constructor* constructor = __init_array_start; constructor < __init_array_end; constructor++)
        (*constructor)();
}

void trap() {
    __builtin_trap();
}

} // namespace fibril::arch
