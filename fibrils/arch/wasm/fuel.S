# SPDX-License-Identifier: MIT
# Linked into user programs only. The executable tool makes every loop call this when its fuel is used up; the kernel's
# function does not return.
.functype fuel_exhausted () -> ()
.import_module fuel_exhausted, kernel
.import_name fuel_exhausted, fuel_exhausted

.section .text.fibril_runaway,"",@
.globl fibril_runaway
.export_name fibril_runaway, fibril_runaway
.no_dead_strip fibril_runaway
.type fibril_runaway,@function
fibril_runaway:
    .functype fibril_runaway () -> ()
    call fuel_exhausted
    unreachable
    end_function
