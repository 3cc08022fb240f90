# SPDX-License-Identifier: MIT
# void fibril_swap(uintptr_t* save, uintptr_t load): System V ABI. Pushes what a function must preserve, leaves the
# stack pointer in *save and goes on with the stack `load`, which was left in the same way.
    .text
    .globl fibril_swap
    .type fibril_swap, @function
fibril_swap:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    subq $8, %rsp
    stmxcsr (%rsp)
    fnstcw 4(%rsp)
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    ldmxcsr (%rsp)
    fldcw 4(%rsp)
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size fibril_swap, .-fibril_swap
    .section .note.GNU-stack,"",@progbits
