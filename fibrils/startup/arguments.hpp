// SPDX-License-Identifier: MIT
// What a program gets from whoever starts it: arguments and environment in one block
// (kernel/abi/arguments.hpp), the blob of the system call task_create.
#pragma once

#include "kernel/abi/arguments.hpp"
#include "kernel/abi/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace startup {

/// Builds a block. A string must not contain NUL (what follows it is cut off). Error overflow: more bytes
/// than abi::kMaxArgumentsSize or kMaxEnvironmentSize.
abi::Result<std::string> pack_arguments(std::span<const std::string_view> arguments,
                                        std::span<const std::string_view> environment);

/// Pointers into a block, each list ends with a null pointer as C wants it.
struct ArgumentLists {
    int count = 0;
    char** arguments = nullptr; // from malloc; environment points into the same allocation
    char** environment = nullptr;
};

/// Error invalid: not a block in this layout; no_memory. The block must live as long as the lists.
abi::Result<ArgumentLists> parse_arguments(char* block, size_t size);

/// Of this program; empty lists before main. main's argv and the C library's environ come from here.
const ArgumentLists& program_arguments();

} // namespace startup
