// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fibril {

struct Fibril;

/// What a fibril waits for, as the search for deadlocks sees it: something with owners.
struct WaitTarget {
    const char* kind = ""; // "mutex"
    const char* name = "";
    Fibril* const* owners = nullptr; // all of them must act before the waiter goes on
    uint32_t owner_count = 0;
};

} // namespace fibril
