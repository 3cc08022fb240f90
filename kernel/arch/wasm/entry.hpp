// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace kernel::arch {

/// Where in the kernel's function table the host puts the entries of tasks: base + slot.
void set_table_base(uint32_t base);
uint32_t get_table_base();

} // namespace kernel::arch
