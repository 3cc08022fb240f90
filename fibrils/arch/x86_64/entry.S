# SPDX-License-Identifier: MIT
# Where the kernel enters a task, and the note that says so. Layout and registers: kernel/abi/arch/x86_64/machine.hpp;
# task_flags comes from the link step.
    .set LEAVE, 0x1000

# The scheduler's stack. Below it nothing is mapped; it ends in the middle of a page (task.ld).
    .section .task_stack,"aw",@nobits
    .p2align 12
    .skip 32768 - 2048
stack_end:

    .section .text.task_entry,"ax",@progbits
    .globl task_entry
    .type task_entry, @function
task_entry:
    leaq stack_end(%rip), %rsp
    pushq $0                    # calls want a multiple of 16
    pushq %r15                  # w5
    pushq %r14
    pushq %r13
    pushq %r12
    pushq %rbx                  # w1
    movq %r8, %rcx              # sender
    movq %r9, %r8               # trace_id
    movq %rax, %r9              # w0
    callq task_enter
    movq %rax, %rdi
    jmp machine_leave
    .size task_entry, .-task_entry

# rdi: the deadline. From any stack; does not return.
    .section .text.machine_leave,"ax",@progbits
    .globl machine_leave
    .type machine_leave, @function
machine_leave:
    movl $LEAVE, %eax
    syscall
    ud2
    .size machine_leave, .-machine_leave

# A guarded page was touched. The scheduler's frames are given up: the next fault ends the task.
    .section .text.task_overflow,"ax",@progbits
    .type task_overflow, @function
task_overflow:
    leaq stack_end(%rip), %rsp
    callq fibril_report_overflow
    ud2
    .size task_overflow, .-task_overflow

    .section .note.switchboard,"a",@note
    .p2align 2
    .long 12                    # size of the owner
    .long 16                    # size of the note
    .long 1                     # kNoteType
    .asciz "Switchboard"
    .long task_flags
    .long 0
    .quad task_overflow
    .section .note.GNU-stack,"",@progbits
