// SPDX-License-Identifier: MIT
// The machine calls as functions; what they do: kernel/abi/arch/x86_64/machine.hpp. `leave` is in entry.S.
#pragma once

#include "kernel/abi/arch/x86_64/machine.hpp"

extern "C" {
int64_t machine_grow_heap(uint64_t bytes);
int64_t machine_guard_heap(uint64_t address, uint64_t size, uint64_t guarded);
int64_t machine_set_thread_pointer(uint64_t address);
}
