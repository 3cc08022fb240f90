# SPDX-License-Identifier: MIT
# void fibril_swap(uintptr_t* save, uintptr_t load): System V ABI. Pushes what a function must preserve, leaves the
# stack pointer in *save and goes on with the stack `load`, which was left in the same way. The modes of floating point
# are preserved as well; loading them is slow, and whoever changes those of x87 (fesetround) changes SSE's too, so they
# are loaded only where SSE's differ.
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
    movl (%rsp), %eax
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    cmpl (%rsp), %eax
    jne 1f
2:  addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
1:  ldmxcsr (%rsp)
    fldcw 4(%rsp)
    jmp 2b
    .size fibril_swap, .-fibril_swap
    .section .note.GNU-stack,"",@progbits
