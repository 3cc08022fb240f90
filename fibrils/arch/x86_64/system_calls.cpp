// SPDX-License-Identifier: MIT
// The only place, with entry.S, where a task has the instruction `syscall`. A C function gets its arguments
// in rdi rsi rdx rcx r8 r9 and on the stack; the kernel wants them in rdi rsi rdx r10 r8 r9 r12 r13 r14.
#include "fibrils/arch/syscall.hpp"
#include "fibrils/arch/x86_64/machine_call.hpp"

namespace {

constexpr uint32_t number_of(abi::x86_64::SystemCall call) {
    return static_cast<uint32_t>(call);
}
constexpr uint32_t number_of(abi::x86_64::MachineCall call) {
    return static_cast<uint32_t>(call);
}

} // namespace

#define CALL_FEW(number)                                                                                     \
    __asm__("movq %%rcx, %%r10\n\t"                                                                          \
            "movl %0, %%eax\n\t"                                                                             \
            "syscall\n\t"                                                                                    \
            "retq" ::"i"(number))

// With more than six arguments; reads three from the stack, whether they are there or not.
#define CALL_MANY(number)                                                                                    \
    __asm__("pushq %%r12\n\t"                                                                                \
            "pushq %%r13\n\t"                                                                                \
            "pushq %%r14\n\t"                                                                                \
            "movq 32(%%rsp), %%r12\n\t"                                                                      \
            "movq 40(%%rsp), %%r13\n\t"                                                                      \
            "movq 48(%%rsp), %%r14\n\t"                                                                      \
            "movq %%rcx, %%r10\n\t"                                                                          \
            "movl %0, %%eax\n\t"                                                                             \
            "syscall\n\t"                                                                                    \
            "popq %%r14\n\t"                                                                                 \
            "popq %%r13\n\t"                                                                                 \
            "popq %%r12\n\t"                                                                                 \
            "retq" ::"i"(number))

#define PICK(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, choice, ...) choice
#define CALL_FOR(...)                                                                                        \
    PICK(0, ##__VA_ARGS__, CALL_MANY, CALL_MANY, CALL_MANY, CALL_FEW, CALL_FEW, CALL_FEW, CALL_FEW,          \
         CALL_FEW, CALL_FEW, CALL_FEW, )

extern "C" {

#define DEFINE_SYSTEM_CALL(name, arguments)                                                                  \
    __attribute__((naked)) int64_t sys_##name arguments {                                                    \
        CALL_FOR arguments(number_of(abi::x86_64::SystemCall::name));                                        \
    }
SWITCHBOARD_SYSCALLS(DEFINE_SYSTEM_CALL)

#define DEFINE_MACHINE_CALL(name, ...)                                                                       \
    __attribute__((naked)) int64_t machine_##name(__VA_ARGS__) {                                             \
        CALL_FEW(number_of(abi::x86_64::MachineCall::name));                                                 \
    }
DEFINE_MACHINE_CALL(grow_heap, uint64_t)
DEFINE_MACHINE_CALL(guard_heap, uint64_t, uint64_t, uint64_t)
DEFINE_MACHINE_CALL(set_thread_pointer, uint64_t)
}
