// SPDX-License-Identifier: MIT
// The tasks that the kernel itself starts, before there is a loader.
#pragma once

#include "kernel/abi/error.hpp"

#include <cstdint>
#include <string_view>

namespace kernel {

/// In the order of the calls; the first one is the naming service. Each gets a phone to naming and the system
/// handle with all rights. Errors: as create_task.
abi::Error add_boot_task(std::string_view name, int32_t image);
/// Makes all of them ready. Error invalid: there are none.
abi::Error start_boot_tasks();

} // namespace kernel
