// SPDX-License-Identifier: MIT
// Deadlocks inside a task: before a fibril waits for something that other fibrils own, the chain of owners
// and what they wait for is followed. If it leads back, the wait would never end.
#pragma once

#include "fibrils/scheduler.hpp"
#include "fibrils/wait_target.hpp"

namespace fibril {

/// Would `waiter` wait for itself? Writes the cycle to the kernel log if so.
bool closes_cycle(Fibril* waiter, const WaitTarget& target);

} // namespace fibril
