// SPDX-License-Identifier: MIT
// pread and pwrite.
#include "fibrils/libc/files.hpp"

#include <wasi/api.h>

using libc::files;

extern "C" {

__wasi_errno_t __wasi_fd_pread(__wasi_fd_t fd, const __wasi_iovec_t* pieces, size_t count,
                               __wasi_filesize_t position, __wasi_size_t* size) {
    *size = 0;
    for (size_t i = 0; i < count; i++) {
        const auto part = files().read_at(int(fd), position + *size, pieces[i].buf, pieces[i].buf_len);
        if (!part.ok())
            return *size ? 0 : __wasi_errno_t(libc::errno_of(part.error()));
        *size += part.value();
        if (part.value() < pieces[i].buf_len)
            break;
    }
    return 0;
}

__wasi_errno_t __wasi_fd_pwrite(__wasi_fd_t fd, const __wasi_ciovec_t* pieces, size_t count,
                                __wasi_filesize_t position, __wasi_size_t* size) {
    *size = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t done = 0; done < pieces[i].buf_len;) {
            const auto part =
                files().write_at(int(fd), position + *size, pieces[i].buf + done, pieces[i].buf_len - done);
            if (!part.ok() || part.value() == 0)
                return *size ? 0 : __wasi_errno_t(libc::errno_of(part.error()));
            done += part.value();
            *size += part.value();
        }
    }
    return 0;
}
}
