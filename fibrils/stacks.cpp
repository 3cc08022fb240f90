// SPDX-License-Identifier: MIT
#include "fibrils/stacks.hpp"

#include "fibrils/arch/context.hpp"

namespace fibril::stacks {

namespace {

constexpr uint32_t kKept = 8;
void* kept[kKept];
uint32_t kept_count = 0;

} // namespace

void* take(uint32_t size) {
    if (size == arch::stack_bytes(kDefaultStackSize) && kept_count > 0)
        return kept[--kept_count];
    return arch::take_stack(size);
}

void give_back(void* stack, uint32_t size) {
    if (size == arch::stack_bytes(kDefaultStackSize) && kept_count < kKept)
        kept[kept_count++] = stack;
    else
        arch::give_back_stack(stack, size);
}

} // namespace fibril::stacks
