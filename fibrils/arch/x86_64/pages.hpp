// SPDX-License-Identifier: MIT
// Whole pages of the heap. What is given back takes no memory, and touching it is a fault.
#pragma once

#include <cstddef>

namespace pages {

inline constexpr size_t kSize = 4096;

/// Zeroed; `bytes` is rounded up to whole pages. Null if there is no memory.
void* take(size_t bytes);
/// `memory` and `bytes` as at take; a part of that at its beginning or end may be given back alone.
void give_back(void* memory, size_t bytes);

} // namespace pages
