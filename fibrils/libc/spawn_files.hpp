// SPDX-License-Identifier: MIT
// The descriptors of a child.
#pragma once

#include "fibrils/libc/files.hpp"

#include <spawn.h>

namespace libc {

/// The phone of a session in which all descriptors of this program that are not close-on-exec are open, after
/// `actions` (may be null) were done to them. This program's own descriptors do not change. Errors: those of
/// open, bad_file, too_many_files, not_supported (another directory for the child).
abi::Result<abi::Handle> session_for_child(const posix_spawn_file_actions_t* actions);

} // namespace libc
