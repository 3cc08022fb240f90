// SPDX-License-Identifier: MIT
// isatty and fsync as Emscripten's musl calls them.
#include "fibrils/libc/files.hpp"

#include <cstring>
#include <wasi/api.h>

using libc::files;

extern "C" {

__wasi_errno_t __wasi_fd_fdstat_get(__wasi_fd_t fd, __wasi_fdstat_t* status) {
    memset(status, 0, sizeof *status);
    const auto answer = files().control(int(fd), devfs::kControlIsTerminal);
    if (answer.ok()) {
        // musl takes every character device for a terminal.
        status->fs_filetype =
            answer.value()[0] ? __WASI_FILETYPE_CHARACTER_DEVICE : __WASI_FILETYPE_REGULAR_FILE;
        return 0;
    }
    const auto attributes = files().stat(int(fd));
    return __wasi_errno_t(libc::errno_of(attributes.error()));
}

__wasi_errno_t __wasi_fd_sync(__wasi_fd_t fd) {
    return __wasi_errno_t(libc::errno_of(files().sync(int(fd)).error()));
}
}
