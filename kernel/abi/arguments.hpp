// SPDX-License-Identifier: MIT
// The argument blob of a task: what the creator gives to sys_task_create and the task reads back with
// sys_task_arguments. A header, then argument_count + environment_count strings, each with its final NUL.
#pragma once

#include <cstdint>
#include <type_traits>

namespace abi {

inline constexpr uint32_t kMaxArgumentsSize = 64 * 1024;   // bytes of all arguments with their NULs
inline constexpr uint32_t kMaxEnvironmentSize = 64 * 1024; // bytes of all variables with their NULs

struct ArgumentsHeader {
    uint32_t argument_count;    // argv[0] is the program's name
    uint32_t environment_count; // NAME=value
};
static_assert(sizeof(ArgumentsHeader) == 8 && std::is_trivially_copyable_v<ArgumentsHeader>);

} // namespace abi
