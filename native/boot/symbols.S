# SPDX-License-Identifier: MIT
# No names: what the kernel is linked with the first time.
.section .symbol_table, "a"
.globl kernel_symbol_count, kernel_symbols, kernel_symbol_names
.balign 8
kernel_symbols:
kernel_symbol_count: .long 0
kernel_symbol_names: .asciz ""
