// SPDX-License-Identifier: MIT
// fdatasync and sync.
#include "fibrils/libc/files.hpp"

extern "C" {

long __syscall_fdatasync(long fd) {
    return libc::answer(libc::files().sync(int(fd)));
}

long __syscall_sync(void) {
    return 0;
} // nothing here writes later than it says
}
