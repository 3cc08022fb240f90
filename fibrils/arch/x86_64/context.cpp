// SPDX-License-Identifier: MIT
// x86_64: a fibril is a stack pointer. Works in our tasks and in unit tests on a Linux host; there the
// address sanitizer is told of every change of stack.
#include "fibrils/arch/context.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define FIBRILS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FIBRILS_ADDRESS_SANITIZER 1
#endif
#endif

#ifdef FIBRILS_ADDRESS_SANITIZER
#include <sanitizer/common_interface_defs.h>
#endif

// The scheduler runs on the stack of whoever called it.
extern "C" void fibril_swap(uintptr_t* save, uintptr_t load);

namespace fibril::arch {

namespace {

enum Word { kStackPointer, kSchedulerPointer, kEntry, kArgument, kStackBase, kStackSize, kFakeStack, kEnded };

Context* starting = nullptr; // first resume: whose entry runs

#ifdef FIBRILS_ADDRESS_SANITIZER
constexpr size_t kStackFactor = 8;
const void* scheduler_stack = nullptr;
size_t scheduler_stack_size = 0;
void* scheduler_fake_stack = nullptr;

void before_resume(Context& context) {
    __sanitizer_start_switch_fiber(&scheduler_fake_stack, reinterpret_cast<void*>(context.words[kStackBase]),
                                   context.words[kStackSize]);
}
void after_resume() {
    __sanitizer_finish_switch_fiber(scheduler_fake_stack, nullptr, nullptr);
}
void before_suspend(Context* context) {
    auto* fake_stack = context ? reinterpret_cast<void**>(&context->words[kFakeStack]) : nullptr;
    __sanitizer_start_switch_fiber(fake_stack, scheduler_stack, scheduler_stack_size);
}
void after_suspend(Context& context) {
    __sanitizer_finish_switch_fiber(reinterpret_cast<void*>(context.words[kFakeStack]), &scheduler_stack,
                                    &scheduler_stack_size);
}
#else
constexpr size_t kStackFactor = 2;
void before_resume(Context&) {}
void after_resume() {}
void before_suspend(Context*) {}
void after_suspend(Context&) {}
#endif

void run_entry() {
    Context& context = *starting;
    after_suspend(context);
    reinterpret_cast<void (*)(void*)>(context.words[kEntry])(
        reinterpret_cast<void*>(context.words[kArgument]));
    context.words[kEnded] = 1;
    leave(context);
}

} // namespace

void prepare(Context& context, void* stack, size_t size, void (*entry)(void*), void* argument) {
    auto top = reinterpret_cast<uintptr_t>(stack) + size;
    auto* frame = reinterpret_cast<uintptr_t*>(top) - 9; // so that the entry finds the stack as after a call
    for (int index = 0; index < 9; index++)
        frame[index] = 0;
    frame[0] = uintptr_t(0x037f) << 32 | 0x1f80; // floating point control words after reset
    frame[7] = reinterpret_cast<uintptr_t>(run_entry);
    context.words[kStackPointer] = reinterpret_cast<uintptr_t>(frame);
    context.words[kEntry] = reinterpret_cast<uintptr_t>(entry);
    context.words[kArgument] = reinterpret_cast<uintptr_t>(argument);
    context.words[kStackBase] = reinterpret_cast<uintptr_t>(stack);
    context.words[kStackSize] = size;
    context.words[kFakeStack] = 0;
    context.words[kEnded] = 0;
}

bool resume(Context& context) {
    starting = &context;
    before_resume(context);
    fibril_swap(&context.words[kSchedulerPointer], context.words[kStackPointer]);
    after_resume();
    return context.words[kEnded] != 0;
}

void suspend(Context& context) {
    before_suspend(&context);
    fibril_swap(&context.words[kStackPointer], context.words[kSchedulerPointer]);
    after_suspend(context);
}

void leave(Context& context) {
    before_suspend(nullptr); // frees the fake stack
    fibril_swap(&context.words[kStackPointer], context.words[kSchedulerPointer]);
    __builtin_unreachable();
}

void call_outside(void (*function)(void*), void* argument) {
    function(argument);
}

size_t stack_bytes(size_t size) {
    return size * kStackFactor;
}

} // namespace fibril::arch
