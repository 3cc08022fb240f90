// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/abi/result.hpp"

#include <cstddef>
#include <cstdint>

namespace libc {

/// A copy of `length` bytes of a file from `offset`, in whole pages of `page` bytes, the rest zero; free()
/// it. Errors: no_device for a mapping (see <sys/mman.h>) that would have to be written back; no_memory;
/// those of reading.
abi::Result<void*> map_copy(int descriptor, uint64_t offset, size_t length, size_t page, int protection,
                            int flags);

} // namespace libc
