// SPDX-License-Identifier: MIT
// WebAssembly: a fibril leaves by unwinding its frames into its own stack (see context.S) and comes back by
// rewinding them. Nothing of it is on the machine's stack while it waits.
#include "fibrils/arch/context.hpp"

#include <cstdlib>
#include <unistd.h>

extern "C" void __wasm_call_ctors();

namespace fibril::arch {

namespace {

// Leaf functions may use so many bytes below the stack pointer without moving it.
constexpr uintptr_t kRedZone = 128;

enum Word { kSavedEnd, kStackPointer, kEntry, kArgument, kStackBase, kUnwound, kStackLimit }; // see context.S

} // namespace

void prepare(Context& context, void* stack, size_t size, void (*entry)(void*), void* argument) {
    auto base = reinterpret_cast<uintptr_t>(stack);
    context.words[kStackPointer] = base + size;
    context.words[kEntry] = reinterpret_cast<uintptr_t>(entry);
    context.words[kArgument] = reinterpret_cast<uintptr_t>(argument);
    context.words[kStackBase] = base;
    context.words[kUnwound] = 0;
    context.words[kStackLimit] = base + kRedZone;
}

void leave(Context& context) {
    suspend(context);
    __builtin_unreachable();
}

size_t stack_bytes(size_t size) {
    return size;
}

void* take_stack(size_t size) {
    return aligned_alloc(16, size);
}

void give_back_stack(void* stack, size_t) {
    free(stack);
}

void* reserve_main_stack(size_t size) {
    auto* end = static_cast<char*>(sbrk(0));
    size_t padding = -reinterpret_cast<uintptr_t>(end) & 15;
    void* memory = sbrk(static_cast<intptr_t>(padding + size));
    return memory == reinterpret_cast<void*>(-1) ? nullptr : static_cast<char*>(memory) + padding;
}

void run_constructors() {
    __wasm_call_ctors();
}

void trap() {
    __builtin_trap();
}

} // namespace fibril::arch
