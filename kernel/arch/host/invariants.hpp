// SPDX-License-Identifier: MIT
// What must be true of the kernel's objects between two system calls, whatever tasks did.
#pragma once

#include <string>

namespace kernel::host {

/// Empty when every queue, list, handle, account and byte of the heap agrees with the others; else the first
/// contradiction, as a sentence.
std::string find_contradiction();

} // namespace kernel::host
