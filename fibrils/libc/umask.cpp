// SPDX-License-Identifier: MIT
// umask: vfs keeps it, so that children have it, too.
#include "fibrils/libc/files.hpp"

extern "C" long __syscall_umask(long wanted) {
    const auto old = libc::files().set_mask(uint64_t(wanted) & 0777);
    return old.ok() ? long(old.value()) : 022; // umask cannot fail
}
