# SPDX-License-Identifier: MIT
# See trap.hpp. Interrupts are off in all of this; one processor, so that plain variables do for its state.

.set FLAGS_USER, 0x202        # interrupts on
.set FIRST_MACHINE_CALL, 0x1000

.section .bss.hot, "aw", @nobits
.balign 16
# Where the frame of enter_task ends: system calls begin above it. Traps find the same address in the task state segment.
kernel_stack_now: .quad 0
user_stack: .quad 0
.balign 16
.globl task_state_segment
task_state_segment:
    .skip 4
task_state_stack: .skip 8     # for traps from user mode
    .skip 104 - 12

.section .bss.trap_stack, "aw", @nobits
.balign 16
    .skip 8192
.globl trap_stack_end
trap_stack_end:

.section .text.trap, "ax"
.macro save_kernel
    push %rbx
    push %rbp
    push %r12
    push %r13
    push %r14
    push %r15
    sub $8, %rsp
    mov %rsp, kernel_stack_now(%rip)
    mov %rsp, task_state_stack(%rip)
.endm

.globl enter_task
enter_task:
    save_kernel
    mov %rdi, %r10
    mov 8(%r10), %rsi
    mov 16(%r10), %rdx
    mov 24(%r10), %r8
    mov 32(%r10), %r9
    mov 40(%r10), %rax
    mov 48(%r10), %rbx
    mov 56(%r10), %r12
    mov 64(%r10), %r13
    mov 72(%r10), %r14
    mov 80(%r10), %r15
    mov 88(%r10), %rcx
    mov 0(%r10), %rdi
    mov $FLAGS_USER, %r11d
    xor %r10d, %r10d
    xor %ebp, %ebp
    xor %esp, %esp
    sysretq

.globl resume_task
resume_task:
    save_kernel
    mov %rdi, %rsp
    jmp restore_all

# rax: what enter_task or resume_task returns.
leave_task:
    mov kernel_stack_now(%rip), %rsp
    add $8, %rsp
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %rbp
    pop %rbx
    ret

.globl system_call_entry
system_call_entry:
    mov %rsp, user_stack(%rip)
    mov kernel_stack_now(%rip), %rsp
    push user_stack(%rip)
    push %rcx
    push %r11
    cmp system_call_count(%rip), %rax
    jae 1f
    mov %r10, %rcx
    push %r14
    push %r13
    push %r12
    call *system_call_table(, %rax, 8)
    add $24, %rsp
return_to_task:
    pop %r11
    pop %rcx
    pop %rsp
    xor %edi, %edi
    xor %esi, %esi
    xor %edx, %edx
    xor %r8d, %r8d
    xor %r9d, %r9d
    xor %r10d, %r10d
    sysretq

1:  cmp $FIRST_MACHINE_CALL, %rax
    jne 2f
    mov $-1, %rax
    test %rdi, %rdi
    cmovns %rdi, %rax
    jmp leave_task
2:  mov %rdx, %rcx
    mov %rsi, %rdx
    mov %rdi, %rsi
    mov %rax, %rdi
    sub $8, %rsp
    call machine_call
    add $8, %rsp
    jmp return_to_task

# Apart from what every call runs through.
.section .text.trap_entries, "ax"
# One entry a vector, 16 bytes each; those for which the processor pushes no error code push a 0.
.balign 16
.globl trap_entries
trap_entries:
.set vector, 0
.rept 256
    .balign 16
    .if !(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30)
    push $0
    .endif
    push $vector
    jmp trap_common
    .set vector, vector + 1
.endr

trap_common:
    push %rax
    push %rbx
    push %rcx
    push %rdx
    push %rsi
    push %rdi
    push %rbp
    push %r8
    push %r9
    push %r10
    push %r11
    push %r12
    push %r13
    push %r14
    push %r15
    cld
    mov %rsp, %rdi
    mov %rsp, %rbx
    and $-16, %rsp
    call trap_entered
    test %rax, %rax
    jnz leave_task
    mov %rbx, %rsp
restore_all:
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %r11
    pop %r10
    pop %r9
    pop %r8
    pop %rbp
    pop %rdi
    pop %rsi
    pop %rdx
    pop %rcx
    pop %rbx
    pop %rax
    add $16, %rsp
    iretq

.section .text.reset_floating_point, "ax"
.globl reset_floating_point
reset_floating_point:
    fninit
    push $0x1f80 # as after reset
    ldmxcsr (%rsp)
    add $8, %rsp
    .irp number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    pxor %xmm\number, %xmm\number
    .endr
    ret
