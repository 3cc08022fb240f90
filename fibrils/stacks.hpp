// SPDX-License-Identifier: MIT
// Stacks of fibrils. Some of the default size are kept for the next ones.
#pragma once

#include "fibrils/fibril.hpp"

namespace fibril::stacks {

/// 16-byte aligned; null when there is no memory.
void* take(uint32_t size);
void give_back(void* stack, uint32_t size);

} // namespace fibril::stacks
