// SPDX-License-Identifier: MIT
// Descriptions of tasks for tools, and the hash over everything.
#pragma once

#include "kernel/abi/system.hpp"
#include "kernel/task/task.hpp"

namespace kernel {

abi::TaskInfo describe_task(const Task& task);
abi::MachineInfo describe_machine();
/// Fills at most `capacity` entries; returns how many there were room for.
uint32_t list_phones(Task& task, abi::PhoneInfo* to, uint32_t capacity);
uint32_t list_calls(Task& task, abi::CallInfo* to, uint32_t capacity);

/// 64 bits over all kernel objects in a fixed order. The trace, free memory and addresses stay out of it.
uint64_t hash_kernel();

} // namespace kernel
