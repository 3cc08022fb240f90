# SPDX-License-Identifier: MIT
# The primitives under fibrils, on Asyncify driven from inside the module. The functions of module "asyncify" are
# not imports of the finished executable: wasm-opt --asyncify replaces them.
#
# A context (a pointer to 32-bit words):
#   0 end of what the last unwind saved      4 shadow stack pointer
#   8 entry   12 argument   16 lowest byte of the stack
#  20 1 after an unwind, 0 while it runs    24 limit for the shadow stack pointer
# The unwind buffer grows from the low end of the fibril's stack, the shadow stack from the high end: while the
# fibril runs the buffer is empty; at an unwind everything below the shadow stack pointer is free for it. A frame
# too many is written beyond the end and found afterwards; therefore nothing that counts then may lie behind a
# stack: Asyncify's own record of the buffer is a static one, below the heap, and used for all fibrils.

.globaltype __stack_pointer, i32

# Below this the shadow stack must not go. The executable tool finds the global through the exported
# functions at the end and adds a check to every change of __stack_pointer.
.globaltype fibril_stack_limit, i32
fibril_stack_limit:

.functype start_unwind (i32) -> ()
.import_module start_unwind, asyncify
.functype stop_unwind () -> ()
.import_module stop_unwind, asyncify
.functype start_rewind (i32) -> ()
.import_module start_rewind, asyncify
.functype stop_rewind () -> ()
.import_module stop_rewind, asyncify

.functype fibril_stack_overflow () -> ()

# 1 between start_rewind and the arrival in fibril_suspend.
.section .bss.fibril_rewinding,"",@
.type fibril_rewinding,@object
fibril_rewinding:
    .int8 0
    .size fibril_rewinding, 1

# What Asyncify works with: next free byte of the buffer, end of it.
.section .bss.fibril_buffer,"",@
.p2align 2
.type fibril_buffer,@object
fibril_buffer:
    .int32 0
    .int32 0
    .size fibril_buffer, 8

# Leaves the fibril; comes back when it is rewound.
.section .text.fibril_suspend,"",@
.globl fibril_suspend
.type fibril_suspend,@function
fibril_suspend:
    .functype fibril_suspend (i32) -> ()
    i32.const 0
    i32.load8_u fibril_rewinding
    if
    i32.const 0
    i32.const 0
    i32.store8 fibril_rewinding
    local.get 0
    i32.const 0
    i32.store 20
    call stop_rewind
    else
    i32.const 0
    local.get 0
    i32.load 16
    i32.store fibril_buffer
    i32.const 0
    global.get __stack_pointer
    i32.store fibril_buffer+4
    local.get 0
    global.get __stack_pointer
    i32.store 4
    local.get 0
    i32.const 1
    i32.store 20
    i32.const fibril_buffer
    call start_unwind
    end_if
    end_function

# Runs the entry for the first time, or goes on where the fibril unwound, until the entry returns (1) or unwinds
# (0). Asyncify's own check would trap without a word when the buffer has run into the shadow stack, so that is
# looked at before it. One function, because only a direct caller of these counts as the runtime and is left alone.
.section .text.fibril_resume,"",@
.globl fibril_resume
.type fibril_resume,@function
fibril_resume:
    .functype fibril_resume (i32) -> (i32)
    .local i32
    global.get __stack_pointer
    local.set 1
    local.get 0
    i32.load 24
    global.set fibril_stack_limit
    local.get 0
    i32.load 4
    global.set __stack_pointer
    local.get 0
    i32.load 20
    if
    i32.const 0
    i32.const 1
    i32.store8 fibril_rewinding
    i32.const 0
    local.get 0
    i32.load 0
    i32.store fibril_buffer
    i32.const 0
    local.get 0
    i32.load 4
    i32.store fibril_buffer+4
    i32.const fibril_buffer
    call start_rewind
    end_if
    local.get 0
    i32.load 12
    local.get 0
    i32.load 8
    call_indirect (i32) -> ()
    i32.const 0
    global.set fibril_stack_limit
    local.get 1
    global.set __stack_pointer
    i32.const 0
    i32.load fibril_buffer
    i32.const 0
    i32.load fibril_buffer+4
    i32.gt_u
    if
    i32.const 0
    i32.const -1
    i32.store fibril_buffer+4
    call stop_unwind
    call fibril_stack_overflow
    end_if
    local.get 0
    i32.load 20
    if
    local.get 0
    i32.const 0
    i32.load fibril_buffer
    i32.store 0
    call stop_unwind
    i32.const 0
    return
    end_if
    i32.const 1
    end_function

# Calls a function that will not unwind. The stop_unwind is never reached: it tells Asyncify that this is the
# runtime, so that an indirect call does not count as a place to wait in whoever calls this.
.section .text.fibril_call_outside,"",@
.globl fibril_call_outside
.type fibril_call_outside,@function
fibril_call_outside:
    .functype fibril_call_outside (i32, i32) -> ()
    local.get 0
    i32.eqz
    if
    call stop_unwind
    end_if
    local.get 1
    local.get 0
    call_indirect (i32) -> ()
    end_function

# Marks for the executable tool: which globals are meant. It removes the exports again.
.section .text.fibril_mark_limit,"",@
.globl fibril_mark_limit
.export_name fibril_mark_limit, fibril_mark_limit
.no_dead_strip fibril_mark_limit
.type fibril_mark_limit,@function
fibril_mark_limit:
    .functype fibril_mark_limit () -> (i32)
    global.get fibril_stack_limit
    end_function

.section .text.fibril_mark_pointer,"",@
.globl fibril_mark_pointer
.export_name fibril_mark_pointer, fibril_mark_pointer
.no_dead_strip fibril_mark_pointer
.type fibril_mark_pointer,@function
fibril_mark_pointer:
    .functype fibril_mark_pointer () -> (i32)
    global.get __stack_pointer
    end_function

# The executable tool calls this when the shadow stack pointer has passed the limit. The report needs a stack that
# is still whole; nothing of the task runs afterwards.
.section .bss.fibril_emergency_stack,"",@
.p2align 4
.type fibril_emergency_stack,@object
fibril_emergency_stack:
    .skip 1024
    .size fibril_emergency_stack, 1024

.functype fibril_report_overflow () -> ()
.functype fibril_exhaust_stack () -> ()

.section .text.fibril_stack_overflow,"",@
.globl fibril_stack_overflow
.export_name fibril_stack_overflow, fibril_stack_overflow
.no_dead_strip fibril_stack_overflow
.type fibril_stack_overflow,@function
fibril_stack_overflow:
    .functype fibril_stack_overflow () -> ()
    i32.const 0
    global.set fibril_stack_limit
    i32.const fibril_emergency_stack+1024
    global.set __stack_pointer
    call fibril_report_overflow
    call fibril_exhaust_stack
    end_function

# Ends the task with the trap that hosts know as a stack overflow.
.section .text.fibril_exhaust_stack,"",@
.globl fibril_exhaust_stack
.type fibril_exhaust_stack,@function
fibril_exhaust_stack:
    .functype fibril_exhaust_stack () -> ()
    call fibril_exhaust_stack
    call fibril_exhaust_stack
    end_function

# Emscripten insists on this entry; the real one is task_enter.
.section .text._initialize,"",@
.globl _initialize
.type _initialize,@function
_initialize:
    .functype _initialize () -> ()
    end_function
