// SPDX-License-Identifier: MIT
// Deadlocks inside a task: before a fibril waits for something that other fibrils own, the chain of owners
// and what they wait for is followed. If it leads back, the wait would never end.
#pragma once

#include "fibrils/scheduler.hpp"

namespace fibril {

/// What a fibril waits for, seen by the search: something with owners.
struct WaitTarget {
    const char* kind = ""; // "mutex"
    const char* name = "";
    Fibril* const* owners = nullptr; // all of them must act before the waiter goes on
    uint32_t owner_count = 0;
};

/// Would `waiter` wait for itself? Writes the cycle to the kernel log if so.
bool closes_cycle(Fibril* waiter, const WaitTarget& target);

} // namespace fibril
