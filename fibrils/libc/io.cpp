// SPDX-License-Identifier: MIT
// read, write, lseek, close and what stdio makes of them.
#include "fibrils/libc/files.hpp"
#include "fibrils/libc/signals.hpp"

#include <cstring>
#include <wasi/api.h>

using abi::Error;
using abi::Result;
using libc::files;

namespace {

// Small pieces travel together: a line of output is one message.
constexpr size_t kGather = 4096;

/// With O_NONBLOCK, error again where a read would wait.
Result<void> check_ready(int descriptor, uint64_t event) {
    if (!(libc::local_flags(descriptor) & libc::kNonBlocking))
        return {};
    const auto ready = files().control(descriptor, devfs::kControlPoll, {event, 0, 0});
    return ready.ok() && ready.value()[0] == 0 ? Error::again : Error::ok;
}

size_t total_size(const __wasi_iovec_t* pieces, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += pieces[i].buf_len;
    return total;
}

Result<size_t> read_scattered(int descriptor, const __wasi_iovec_t* pieces, size_t count, size_t total) {
    uint8_t buffer[kGather];
    const size_t size = TRY(files().read(descriptor, buffer, total));
    size_t done = 0;
    for (size_t i = 0; i < count && done < size; i++) {
        const size_t part = std::min<size_t>(pieces[i].buf_len, size - done);
        memcpy(pieces[i].buf, buffer + done, part);
        done += part;
    }
    return size;
}

Result<size_t> read_pieces(int descriptor, const __wasi_iovec_t* pieces, size_t count) {
    TRY(check_ready(descriptor, devfs::kPollReadable));
    const size_t total = total_size(pieces, count);
    if (count > 1 && total <= kGather)
        return read_scattered(descriptor, pieces, count, total);
    // A read may give fewer bytes than there is room for, so the first piece that has room is enough.
    while (count > 1 && pieces->buf_len == 0)
        pieces++, count--;
    return files().read(descriptor, count ? pieces->buf : nullptr, count ? pieces->buf_len : 0);
}

Result<size_t> write_pieces(int descriptor, const __wasi_ciovec_t* pieces, size_t count) {
    TRY(check_ready(descriptor, devfs::kPollWritable));
    const size_t total = total_size(reinterpret_cast<const __wasi_iovec_t*>(pieces), count);
    if (count > 1 && total <= kGather) {
        uint8_t buffer[kGather];
        size_t size = 0;
        for (size_t i = 0; i < count; i++) {
            memcpy(buffer + size, pieces[i].buf, pieces[i].buf_len);
            size += pieces[i].buf_len;
        }
        return files().write_all(descriptor, buffer, size);
    }
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const auto part = files().write_all(descriptor, pieces[i].buf, pieces[i].buf_len);
        if (!part.ok() && done == 0)
            return part.error();
        if (!part.ok() || part.value() < pieces[i].buf_len)
            return done + (part.ok() ? part.value() : 0);
        done += part.value();
    }
    return done;
}

__wasi_errno_t finish(const Result<size_t>& result, size_t* size) {
    if (result.ok())
        *size = result.value();
    if (result.error() == Error::broken_pipe)
        libc::broken_pipe();
    return __wasi_errno_t(libc::errno_of(result.error()));
}

} // namespace

extern "C" {

__wasi_errno_t __wasi_fd_read(__wasi_fd_t fd, const __wasi_iovec_t* pieces, size_t count,
                              __wasi_size_t* size) {
    return finish(read_pieces(int(fd), pieces, count), size);
}

__wasi_errno_t __wasi_fd_write(__wasi_fd_t fd, const __wasi_ciovec_t* pieces, size_t count,
                               __wasi_size_t* size) {
    return finish(write_pieces(int(fd), pieces, count), size);
}

__wasi_errno_t __wasi_fd_seek(__wasi_fd_t fd, __wasi_filedelta_t offset, __wasi_whence_t whence,
                              __wasi_filesize_t* position) {
    const auto moved = files().seek(int(fd), offset, vfs::Whence(whence));
    if (moved.ok())
        *position = moved.value();
    // What cannot seek says that it does not support it.
    return moved.error() == Error::not_supported ? __WASI_ERRNO_SPIPE
                                                 : __wasi_errno_t(libc::errno_of(moved.error()));
}

__wasi_errno_t __wasi_fd_close(__wasi_fd_t fd) {
    libc::local_flags(int(fd)) = 0;
    return __wasi_errno_t(libc::errno_of(files().close(int(fd)).error()));
}
}
