// SPDX-License-Identifier: MIT
// What fibrils need besides the switch, in unit tests on a Linux host. task.cpp has the same for tasks.
#include "fibrils/arch/context.hpp"

#include <cstdlib>

namespace fibril::arch {

void* take_stack(size_t size) {
    return aligned_alloc(16, size);
}

void give_back_stack(void* stack, size_t) {
    free(stack);
}

void* reserve_main_stack(size_t size) {
    return aligned_alloc(16, size);
}

void run_constructors() {} // the C start-up has done it

void trap() {
    abort();
}

} // namespace fibril::arch
