// SPDX-License-Identifier: MIT
// What the kernel needs from the machine below. Each arch/<arch>/ supplies all of it, and nothing else of the
// kernel knows on which machine it runs. Slots number address spaces: 0 is the kernel, 1..kMaxTasks are
// tasks.
#pragma once

#include "kernel/abi/ipc.hpp"

#include <cstddef>

namespace kernel::arch {

using Slot = uint32_t;

/// Moves bytes between address spaces; false, with nothing changed, when a range lies outside its space.
bool copy(Slot to, uint64_t to_address, Slot from, uint64_t from_address, uint64_t size);
/// Bytes of the address space of a task, from address 0.
uint64_t task_memory(Slot slot);

/// Image number > 0 for the executable at `address` of `slot`; -1: not an executable, -2: no memory.
int32_t image_create(Slot slot, uint64_t address, uint64_t size);
/// Address space and entry for `slot`; 0, or -1, -2 as above.
int32_t task_instantiate(Slot slot, int32_t image);
void task_release(Slot slot);
/// Runs the task until all its fibrils wait; returns its deadline. May not return: a trap unwinds through it.
int64_t task_enter(Slot slot, const abi::Message& message);

void device_write(uint32_t device, Slot slot, uint64_t address, uint64_t size);
int32_t device_control(uint32_t device, uint32_t control, uint64_t argument);
int64_t precise_clock();
uint32_t module_size(uint32_t module);
bool module_copy(uint32_t module, uint64_t offset, Slot slot, uint64_t address, uint64_t size);
void power(uint32_t power, uint32_t status);
[[noreturn]] void panic(const char* text, size_t size);

/// Fresh zeroed memory for the kernel that is never given back; nullptr when there is none. Aligned to 16.
void* grow(size_t bytes);
/// Traps in the caller's task, before any kernel state is touched, when too little native stack is left for a
/// system call.
void probe_stack();

const char* name();

} // namespace kernel::arch
