// SPDX-License-Identifier: MIT
// pread and pwrite as Emscripten's musl calls them.
#include "fibrils/libc/pieces.hpp"
#include "fibrils/libc/result.hpp"

#include <wasi/api.h>

namespace {

__wasi_errno_t finish(const abi::Result<size_t>& result, __wasi_size_t* size) {
    *size = result.ok() ? result.value() : 0;
    return __wasi_errno_t(libc::errno_of(result.error()));
}

} // namespace

extern "C" {

__wasi_errno_t __wasi_fd_pread(__wasi_fd_t fd, const __wasi_iovec_t* pieces, size_t count,
                               __wasi_filesize_t position, __wasi_size_t* size) {
    return finish(libc::read_pieces_at(int(fd), position, reinterpret_cast<const iovec*>(pieces), count),
                  size);
}

__wasi_errno_t __wasi_fd_pwrite(__wasi_fd_t fd, const __wasi_ciovec_t* pieces, size_t count,
                                __wasi_filesize_t position, __wasi_size_t* size) {
    return finish(libc::write_pieces_at(int(fd), position, reinterpret_cast<const iovec*>(pieces), count),
                  size);
}
}
