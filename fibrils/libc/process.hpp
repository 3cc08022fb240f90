// SPDX-License-Identifier: MIT
// The children of this program, as the C library knows them: their process groups.
#pragma once

#include "kernel/abi/result.hpp"

#include <sys/types.h>

namespace libc {

/// `group`: 0 is a group of its own.
void add_child(pid_t child, pid_t group);
void remove_child(pid_t child);
bool is_child(pid_t child);
/// The group of a child, or 0.
pid_t group_of(pid_t child);
void set_group(pid_t child, pid_t group);
/// Ends all children of a group. Error no_entry: there is none.
abi::Error kill_group(pid_t group, int signal);

} // namespace libc
