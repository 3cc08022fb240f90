// SPDX-License-Identifier: MIT
// An executable in the kernel's memory, from which address spaces are made. Its read-only pages are shared by
// all tasks that run it; its writable ones are copied.
#pragma once

#include "kernel/arch/x86_64/executable.hpp"
#include "kernel/arch/x86_64/space.hpp"

namespace kernel::arch {

/// Where the bytes of an executable come from.
class ExecutableSource {
  public:
    /// Copies `size` bytes from `offset` to `to`; false when they cannot be read.
    virtual bool read(uint64_t offset, char* to, uint64_t size) = 0;

  protected:
    ~ExecutableSource() = default;
};

/// Number > 0 for an executable of `size` bytes; -1: not one, -2: no memory.
int32_t create_executable_image(ExecutableSource& source, uint64_t size);
/// Tasks that were made from it go on.
void release_executable_image(int32_t number);

/// Makes a free space one that runs the image; 0, or -1 (no such image), -2 (no memory; the space is free
/// still).
int32_t instantiate(int32_t number, Space& space);

} // namespace kernel::arch
