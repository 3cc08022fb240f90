// SPDX-License-Identifier: MIT
// x86_64: a fibril is a stack pointer. Works in our tasks and in unit tests on a Linux host; there the
// address sanitizer is told of every change of stack.
#include "fibrils/arch/context.hpp"

#include "machine/switch.hpp"

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

// Of the C library; there only when the program has something that can change the modes of floating point.
extern "C" int fesetenv(const void*) __attribute__((weak));

namespace fibril::arch {

namespace {

enum Word { kStackPointer, kEntry, kArgument, kStackBase, kStackSize, kFakeStack, kEnded };

constinit uintptr_t scheduler_pointer = 0; // of the stack of whoever called the scheduler

#ifdef FIBRILS_ADDRESS_SANITIZER
constexpr size_t kStackFactor = 8;
const void* scheduler_stack = nullptr;
size_t scheduler_stack_size = 0;
void* scheduler_fake_stack = nullptr;
bool from_scheduler = false; // the switch that is under way

void start_switch(void** fake_stack, const Context& to) {
    __sanitizer_start_switch_fiber(fake_stack, reinterpret_cast<void*>(to.words[kStackBase]),
                                   to.words[kStackSize]);
}
void before_resume(Context& context) {
    from_scheduler = true;
    start_switch(&scheduler_fake_stack, context);
}
void after_resume() {
    __sanitizer_finish_switch_fiber(scheduler_fake_stack, nullptr, nullptr);
}
void before_switch(Context& from, const Context& to) {
    from_scheduler = false;
    start_switch(reinterpret_cast<void**>(&from.words[kFakeStack]), to);
}
void before_suspend(Context* context) {
    auto* fake_stack = context ? reinterpret_cast<void**>(&context->words[kFakeStack]) : nullptr;
    __sanitizer_start_switch_fiber(fake_stack, scheduler_stack, scheduler_stack_size);
}
void after_suspend(Context& context) {
    __sanitizer_finish_switch_fiber(reinterpret_cast<void*>(context.words[kFakeStack]),
                                    from_scheduler ? &scheduler_stack : nullptr,
                                    from_scheduler ? &scheduler_stack_size : nullptr);
}
#else
constexpr size_t kStackFactor = 2;
void before_resume(Context&) {}
void after_resume() {}
void before_switch(Context&, const Context&) {}
void before_suspend(Context*) {}
void after_suspend(Context&) {}
#endif

/// Rounding, exceptions and the like; not what was computed.
struct Modes {
    uint32_t sse = 0x1f80; // after reset
    uint16_t x87 = 0x037f;

    static Modes now() {
        Modes modes;
        asm volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(modes.sse), "=m"(modes.x87));
        return modes;
    }
    void load() const { asm volatile("ldmxcsr %0\n\tfldcw %1" : : "m"(sse), "m"(x87)); }
};

bool modes_change() {
    return fesetenv != nullptr;
}

// What a switch leaves to the compiler to keep: all but rax, rsi, rdi, which it names itself, and rbp.
#define FIBRILS_REGISTERS                                                                                    \
    "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2",       \
        "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", \
        "xmm15", "memory", "cc"

// On the stack that is left: below what a function may use without moving the stack pointer, rbp and the
// place where it goes on.
#define FIBRILS_SAVE                                                                                         \
    "leaq -128(%%rsp), %%rsp\n\t"                                                                            \
    "pushq %%rbp\n\t"                                                                                        \
    "leaq 1f(%%rip), %%rcx\n\t"                                                                              \
    "pushq %%rcx\n\t"                                                                                        \
    "movq %%rsp, (%%rax)\n\t"
#define FIBRILS_GO_ON                                                                                        \
    "1:\n\t"                                                                                                 \
    "popq %%rbp\n\t"                                                                                         \
    "leaq 128(%%rsp), %%rsp"

/// Leaves the stack pointer in `save` and goes on with the stack `load`, which was left in the same way;
/// `context` is what comes out of the swap there, and the argument of a first function. Returns what came
/// with the swap back.
[[gnu::always_inline]] inline Context* swap(uintptr_t& save, uintptr_t load, Context* context) {
    uintptr_t* place = &save;
    asm volatile(FIBRILS_SAVE "movq %%rsi, %%rsp\n\t"
                              "retq\n" FIBRILS_GO_ON
                 : "+a"(place), "+S"(load), "+D"(context)
                 :
                 : FIBRILS_REGISTERS);
    return context;
}

[[gnu::always_inline]] inline Context* swap_all(uintptr_t& save, uintptr_t load, Context* context) {
    if (!modes_change())
        return swap(save, load, context);
    const Modes modes = Modes::now();
    context = swap(save, load, context);
    modes.load();
    return context;
}

void run_entry(Context& context) {
    after_suspend(context);
    if (modes_change())
        Modes().load();
    reinterpret_cast<void (*)(void*)>(context.words[kEntry])(
        reinterpret_cast<void*>(context.words[kArgument]));
    context.words[kEnded] = 1;
    leave(context);
}

} // namespace

void prepare(Context& context, void* stack, size_t size, void (*entry)(void*), void* argument) {
    auto top = reinterpret_cast<uintptr_t>(stack) + size;
    auto* frame = reinterpret_cast<uintptr_t*>(top) - 2; // so that the entry finds the stack as after a call
    frame[0] = reinterpret_cast<uintptr_t>(run_entry);
    frame[1] = 0;
    context.words[kStackPointer] = reinterpret_cast<uintptr_t>(frame);
    context.words[kEntry] = reinterpret_cast<uintptr_t>(entry);
    context.words[kArgument] = reinterpret_cast<uintptr_t>(argument);
    context.words[kStackBase] = reinterpret_cast<uintptr_t>(stack);
    context.words[kStackSize] = size;
    context.words[kFakeStack] = 0;
    context.words[kEnded] = 0;
}

bool resume(Context& context) {
    before_resume(context);
    const Context* left = swap_all(scheduler_pointer, context.words[kStackPointer], &context);
    after_resume();
    return left->words[kEnded] != 0;
}

void suspend(Context& context) {
    before_suspend(&context);
    swap_all(context.words[kStackPointer], scheduler_pointer, &context);
    after_suspend(context);
}

FIBRILS_INLINED void switch_to(Context& from, Context& to) {
    before_switch(from, to);
    swap_all(from.words[kStackPointer], to.words[kStackPointer], &to);
    after_suspend(from);
}

#ifndef FIBRILS_ON_HOST
// The kernel enters the task anew with its next message; the frames of the scheduler are given up.
void end_dispatch(Context& context, int64_t deadline) {
    const Modes modes = modes_change() ? Modes::now() : Modes();
    uintptr_t* place = &context.words[kStackPointer];
    asm volatile(FIBRILS_SAVE "jmp machine_leave\n" FIBRILS_GO_ON
                 : "+a"(place), "+D"(deadline)
                 :
                 : "rsi", FIBRILS_REGISTERS);
    if (modes_change())
        modes.load();
}
#else
void end_dispatch(Context&, int64_t) {}
#endif

void leave(Context& context) {
    before_suspend(nullptr); // frees the fake stack
    swap(context.words[kStackPointer], scheduler_pointer, &context);
    __builtin_unreachable();
}

void call_outside(void (*function)(void*), void* argument) {
    function(argument);
}

size_t stack_bytes(size_t size) {
    return size * kStackFactor;
}

} // namespace fibril::arch
