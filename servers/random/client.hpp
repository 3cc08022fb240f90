// SPDX-License-Identifier: MIT
// What tasks link to get random numbers.
#pragma once

#include "kernel/abi/result.hpp"

#include <cstddef>

namespace random_numbers {

/// Fills the buffer. Waits for the server if it does not run yet. Error: hung_up.
abi::Result<void> get(void* buffer, size_t size);

/// Mixes bytes into the server's state. Errors: hung_up, overflow (more than kMaxSeed).
abi::Result<void> add(const void* bytes, size_t size);

} // namespace random_numbers
