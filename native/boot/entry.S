# SPDX-License-Identifier: MIT
# From the loader to C++. Two loaders know this file: GRUB (multiboot2, BIOS and UEFI) and QEMU's -kernel (PVH). Both
# enter in 32-bit protected mode without paging. Everything in .boot.* is linked where it is loaded, the rest of the
# kernel at load address + 0xffffffff80000000.

.set KERNEL_SLOT, 511         # of the top table; below it physical memory from slot 0 on: 0xffffff8000000000
.set KERNEL_LOW_SLOT, 510     # and there the kernel: 0xffffffff80000000
.set PAGE_PRESENT_WRITABLE, 0x3
.set PAGE_LARGE, 0x83

.section .boot.header, "a"
.balign 8
multiboot_header:
    .long 0xe85250d6, 0, multiboot_end - multiboot_header
    .long -(0xe85250d6 + 0 + (multiboot_end - multiboot_header))
    .word 5, 1                # a linear framebuffer, if there is one
    .long 20, 1024, 768, 32
    .balign 8
    .word 6, 0                # modules begin at a page
    .long 8
    .balign 8
    .word 0, 0
    .long 8
multiboot_end:

.section .note.pvh, "a", @note
    .long 4, 4, 18            # XEN_ELFNOTE_PHYS32_ENTRY
    .asciz "Xen"
    .long pvh_entry

.section .boot.text, "ax"
.code32
.globl multiboot_entry
multiboot_entry:
    cmp $0x36d76289, %eax
    jne unknown_loader
    mov $1, %edi
    jmp start

pvh_entry:
    mov $2, %edi
    jmp start

unknown_loader:
    mov $message_loader, %esi
    jmp give_up

# edi: which loader; ebx: its information.
start:
    cli
    cld
    mov $boot_stack_end, %esp
    mov %ebx, %ebp
    mov $0x80000000, %eax
    cpuid
    cmp $0x80000001, %eax
    jb no_long_mode
    mov $0x80000001, %eax
    cpuid
    bt $29, %edx
    jnc no_long_mode
    bt $20, %edx
    jnc no_execute_disable

# The first 4 GiB in large pages, twice, and the first of them once more for the kernel.
    mov $page_directories, %eax
    mov $PAGE_LARGE, %edx
    mov $4 * 512, %ecx
1:  mov %edx, (%eax)
    movl $0, 4(%eax)
    add $8, %eax
    add $0x200000, %edx
    loop 1b
    mov $page_directories + PAGE_PRESENT_WRITABLE, %edx
    xor %eax, %eax
2:  mov %edx, low_pointers(, %eax, 8)
    mov %edx, high_pointers(, %eax, 8)
    inc %eax
    add $0x1000, %edx
    cmp $4, %eax
    jne 2b
    movl $page_directories + PAGE_PRESENT_WRITABLE, high_pointers + KERNEL_LOW_SLOT * 8
    movl $low_pointers + PAGE_PRESENT_WRITABLE, boot_table
    movl $high_pointers + PAGE_PRESENT_WRITABLE, boot_table + KERNEL_SLOT * 8

    mov $boot_table, %eax
    mov %eax, %cr3
    mov %cr4, %eax
    or $0x20, %eax            # physical address extension
    mov %eax, %cr4
    mov $0xc0000080, %ecx
    rdmsr
    or $0x901, %eax           # syscall, long mode, no-execute
    wrmsr
    mov %cr0, %eax
    or $0x80010001, %eax      # paging, write protection also for the kernel
    mov %eax, %cr0
    lgdt boot_descriptor_pointer
    ljmp $8, $long_mode

no_long_mode:
    mov $message_processor, %esi
    jmp give_up
no_execute_disable:
    mov $message_execute, %esi

# Text to the first serial port and, where a PC has it, to the text screen: there is nothing else to speak with.
give_up:
    mov $0xb8000, %edi
3:  lodsb
    test %al, %al
    jz 5f
    mov $0x4f, %ah
    mov %ax, (%edi)
    add $2, %edi
    mov %al, %bl
    mov $100000, %ecx
4:  mov $0x3fd, %edx
    in %dx, %al
    test $0x20, %al
    loopz 4b
    mov $0x3f8, %edx
    mov %bl, %al
    out %al, %dx
    jmp 3b
5:  hlt
    jmp 5b

message_loader:
    .asciz "Switchboard: started by a loader that is neither multiboot2 nor PVH. Use the image, or GRUB's multiboot2."
message_processor:
    .asciz "Switchboard needs a 64-bit processor (x86-64); this one has no long mode."
message_execute:
    .asciz "Switchboard needs a processor that can forbid execution (NX); switch it on in the firmware settings."

.code64
long_mode:
    mov $16, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %ss
    xor %eax, %eax
    mov %eax, %fs
    mov %eax, %gs
    mov %edi, %edi
    mov %ebp, %esi
    movabs $native_start, %rax
    movabs $kernel_stack_end, %rsp
    xor %ebp, %ebp
    call *%rax

.section .boot.data, "aw"
.balign 8
boot_descriptors:
    .quad 0
    .quad 0x00af9b000000ffff  # 64-bit code
    .quad 0x00cf93000000ffff  # data
boot_descriptor_pointer:
    .word . - boot_descriptors - 1
    .long boot_descriptors

.balign 4096
boot_table: .skip 4096
low_pointers: .skip 4096
high_pointers: .skip 4096
page_directories: .skip 4 * 4096
.balign 16
    .skip 256
boot_stack_end:

# The one stack of the kernel; below it a page that the kernel unmaps. It ends in the middle of a page, where what each
# dispatch touches goes on (kernel.ld).
.section .bss.kernel_stack, "aw", @nobits
.balign 4096
.globl kernel_stack_guard
kernel_stack_guard:
    .skip 4096
    .skip 32 * 1024 + 2048
.globl kernel_stack_end
kernel_stack_end:
