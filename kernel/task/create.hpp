// SPDX-License-Identifier: MIT
// How tasks come into being, and are ended from outside.
#pragma once

#include "kernel/task/task.hpp"

namespace kernel {

/// A task with memory, a phone to the naming service (if there is one) in slot abi::kNamingHandle, not
/// started. Errors: limit (kMaxTasks), no_memory, bad_executable (the machine refuses the image).
abi::Result<Task*> create_task(std::string_view name, int32_t image, abi::TaskId creator);
/// Puts a handle of `giver` into slot `slot` of a task that has not started. `keep`: duplicate, else move.
/// Errors: no_entry, permission (right missing, or a call), busy (phone with active calls), exists, limit,
/// invalid (slot).
abi::Error grant_handle(Task& giver, abi::Handle handle, Task& receiver, uint32_t slot, abi::Right rights,
                        bool keep);
void start_task(Task& task);
/// Ends a task at once; the running one when it returns to the kernel.
void kill_task(Task& task);
/// Whether a handle of this kind can exist twice.
bool is_duplicable(const HandleEntry& entry);

} // namespace kernel
