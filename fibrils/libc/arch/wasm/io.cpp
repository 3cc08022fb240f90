// SPDX-License-Identifier: MIT
// read, write, lseek and close as Emscripten's musl calls them.
#include "fibrils/libc/files.hpp"
#include "fibrils/libc/pieces.hpp"

#include <wasi/api.h>

using libc::files;

// The names differ.
static_assert(sizeof(iovec) == sizeof(__wasi_iovec_t) && sizeof(iovec) == sizeof(__wasi_ciovec_t));

namespace {

__wasi_errno_t finish(const abi::Result<size_t>& result, __wasi_size_t* size) {
    if (result.ok())
        *size = result.value();
    return __wasi_errno_t(libc::errno_of(result.error()));
}

} // namespace

extern "C" {

__wasi_errno_t __wasi_fd_read(__wasi_fd_t fd, const __wasi_iovec_t* pieces, size_t count,
                              __wasi_size_t* size) {
    return finish(libc::read_pieces(int(fd), reinterpret_cast<const iovec*>(pieces), count), size);
}

__wasi_errno_t __wasi_fd_write(__wasi_fd_t fd, const __wasi_ciovec_t* pieces, size_t count,
                               __wasi_size_t* size) {
    return finish(libc::write_pieces(int(fd), reinterpret_cast<const iovec*>(pieces), count), size);
}

__wasi_errno_t __wasi_fd_seek(__wasi_fd_t fd, __wasi_filedelta_t offset, __wasi_whence_t whence,
                              __wasi_filesize_t* position) {
    const auto moved = files().seek(int(fd), offset, vfs::Whence(whence));
    if (moved.ok())
        *position = moved.value();
    // What cannot seek says that it does not support it.
    return moved.error() == abi::Error::not_supported ? __WASI_ERRNO_SPIPE
                                                      : __wasi_errno_t(libc::errno_of(moved.error()));
}

__wasi_errno_t __wasi_fd_close(__wasi_fd_t fd) {
    libc::local_flags(int(fd)) = 0;
    return __wasi_errno_t(libc::errno_of(files().close(int(fd)).error()));
}
}
