// SPDX-License-Identifier: MIT
// What a WebAssembly host must provide to the kernel, what the kernel offers to it, and the entry of a task.
// The host is web/machine; it runs in a worker of the page and under Node. Nothing else may call these.
#pragma once

#include "kernel/abi/ipc.hpp"

#include <cstdint>

// Imports of the kernel, module "host". Slot 0 is the kernel's own memory, 1..kMaxTasks are tasks.
//
// copy              moves bytes between two memories; 1, or 0 with nothing changed when a range is outside.
// image_create      compiles the executable at slot/address; returns an image number > 0, or -1 (not one) or
//                   -2 (no memory). Equal bytes may give equal numbers.
// image_release     undoes one image_create; the instances that were made of the image stay.
// task_instantiate  makes the instance and memory of `slot` from an image, puts its task_enter into the
// kernel's
//                   function table at kernel_table_base() + slot; 0, -1 (refuses to link) or -2 (no memory).
// task_release      drops instance and memory and clears the table entry.
// task_memory       bytes of the memory of a slot.
// device_write      bytes for a device.
// device_control    see abi::DeviceControl.
// precise_clock     nanoseconds; passes the gate (recorded, replayed).
// module_size, module_copy: boot modules by number; module 0 is the boot archive (a tar). size 0: none.
// power             halt (0) or reboot (1) with a status; the host stops calling run.
// panic             the kernel found itself broken; the host shows the text and stops.
#define SWITCHBOARD_HOST_IMPORTS(X)                                                                          \
    X(int32_t, copy,                                                                                         \
      (uint32_t to, uint32_t to_address, uint32_t from, uint32_t from_address, uint32_t size))               \
    X(int32_t, image_create, (uint32_t slot, uint32_t address, uint32_t size))                               \
    X(void, image_release, (int32_t image))                                                                  \
    X(int32_t, task_instantiate, (uint32_t slot, int32_t image))                                             \
    X(void, task_release, (uint32_t slot))                                                                   \
    X(uint32_t, task_memory, (uint32_t slot))                                                                \
    X(void, device_write, (uint32_t device, uint32_t slot, uint32_t address, uint32_t size))                 \
    X(int32_t, device_control, (uint32_t device, uint32_t control, uint32_t argument))                       \
    X(int64_t, precise_clock, ())                                                                            \
    X(uint32_t, module_size, (uint32_t module))                                                              \
    X(int32_t, module_copy,                                                                                  \
      (uint32_t module, uint32_t offset, uint32_t slot, uint32_t address, uint32_t size))                    \
    X(void, power, (uint32_t power, uint32_t status))                                                        \
    X(void, panic, (uint32_t address, uint32_t size))

// Exports of the kernel for the host (besides the system calls, which tasks import from module "kernel").
//
// kernel_boot        once: starts the boot tasks. `real_time`: microseconds since 1970. Before it, the host
// calls
//                    kernel_boot_image for each task to start at boot, in order, with a name in
//                    kernel_buffer().
// kernel_run         dispatches until nothing is ready or the dispatch counter has reached `until`; returns 1
//                    when something is still ready, 0 when idle.
// kernel_dispatches  the logical time: how many dispatches there were.
// kernel_deadline    virtual microseconds of the next timeout, or -1.
// kernel_clock       sets the virtual time (never backwards) and the real time; due timeouts fire.
// kernel_input       `size` bytes in kernel_buffer() (at most kernel_buffer_size()) arrive at a device.
// Returns
//                    how many were taken; the rest must be offered again later (the device queue is full).
// kernel_device_state  see abi::DeviceState.
// kernel_current     slot of the task that runs, 0 if the kernel itself does.
// kernel_in_syscall  1 while kernel code runs on behalf of a task or host: a trap then is a kernel bug.
// kernel_fault       after a trap: ends the running task. kind is an abi::FaultKind (the kernel overrides it
// with
//                    runaway when that was the reason), place = function index << 32 | offset.
//                    The host must have restored the kernel's __stack_pointer before.
// kernel_kill        ends a task by id, as an input from outside (0, or 1 if there is none).
// kernel_trace       switches the trace: mask, 0 is off. kernel_trace_ring: address of the ring;
//                    kernel_trace_next: sequence number that the next record will have.
// kernel_hash        64 bit hash over all kernel objects (not over the trace or free memory).
// kernel_tasks / kernel_phones / kernel_calls: fill kernel_buffer() with abi/system.hpp structs, return how
// many. kernel_log_text    kernel log: copies from `position` into kernel_buffer(), returns bytes.
#define SWITCHBOARD_HOST_EXPORTS(X)                                                                          \
    X(uint32_t, kernel_table_base, ())                                                                       \
    X(uint32_t, kernel_buffer, ())                                                                           \
    X(uint32_t, kernel_buffer_size, ())                                                                      \
    X(int32_t, kernel_boot_image, (uint32_t name_size, int32_t image))                                       \
    X(int32_t, kernel_boot, (int64_t real_time, int64_t seed))                                               \
    X(int32_t, kernel_run, (int64_t until))                                                                  \
    X(int64_t, kernel_dispatches, ())                                                                        \
    X(int64_t, kernel_deadline, ())                                                                          \
    X(void, kernel_clock, (int64_t uptime, int64_t real_time))                                               \
    X(uint32_t, kernel_input, (uint32_t device, uint32_t size))                                              \
    X(void, kernel_device_state, (uint32_t device, uint32_t state, uint32_t a3, uint32_t a4))                \
    X(uint32_t, kernel_current, ())                                                                          \
    X(uint32_t, kernel_in_syscall, ())                                                                       \
    X(void, kernel_fault, (uint32_t kind, int64_t place))                                                    \
    X(int32_t, kernel_kill, (uint32_t task))                                                                 \
    X(void, kernel_trace, (uint32_t mask))                                                                   \
    X(uint32_t, kernel_trace_ring, ())                                                                       \
    X(int64_t, kernel_trace_next, ())                                                                        \
    X(int64_t, kernel_hash, ())                                                                              \
    X(uint32_t, kernel_tasks, ())                                                                            \
    X(uint32_t, kernel_phones, (uint32_t task))                                                              \
    X(uint32_t, kernel_calls, (uint32_t task))                                                               \
    X(uint32_t, kernel_log_text, (int64_t position))

namespace abi {

/// Export "task_enter" of every executable. The kernel calls it with one message (see abi::Message), or with
/// kind none when a deadline has passed or somebody poked. It runs fibrils until all of them wait and returns
/// the deadline of the next timeout in virtual microseconds, or kForever. No frame of the task is left then.
using TaskEnter = int64_t (*)(uint32_t kind, uint32_t call, uint64_t label, uint32_t sender,
                              uint32_t trace_id, uint64_t w0, uint64_t w1, uint64_t w2, uint64_t w3,
                              uint64_t w4, uint64_t w5);

} // namespace abi
