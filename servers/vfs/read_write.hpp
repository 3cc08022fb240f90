// SPDX-License-Identifier: MIT
#pragma once

#include "servers/vfs/file.hpp"

namespace vfs {

/// Moves bytes between the client of the connection that this fibril serves and the file system, advances the
/// position and answers the call `rid`. The data call of the client comes next on the connection.
void read_write(abi::Handle rid, Cursor* file, bool read);

} // namespace vfs
