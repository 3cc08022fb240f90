// SPDX-License-Identifier: MIT
// read, write, lseek, close and fsync as musl calls them.
#include "fibrils/libc/files.hpp"
#include "fibrils/libc/pieces.hpp"

#include <cerrno>

using libc::answer;
using libc::files;

namespace {

iovec piece_of(long address, long size) {
    return {reinterpret_cast<void*>(address), size_t(size)};
}
const iovec* pieces_of(long address) {
    return reinterpret_cast<const iovec*>(address);
}

} // namespace

extern "C" {

long __syscall_read(long fd, long address, long size) {
    const iovec piece = piece_of(address, size);
    return answer(libc::read_pieces(int(fd), &piece, 1));
}
long __syscall_readv(long fd, long pieces, long count) {
    return answer(libc::read_pieces(int(fd), pieces_of(pieces), size_t(count)));
}
long __syscall_write(long fd, long address, long size) {
    const iovec piece = piece_of(address, size);
    return answer(libc::write_pieces(int(fd), &piece, 1));
}
long __syscall_writev(long fd, long pieces, long count) {
    return answer(libc::write_pieces(int(fd), pieces_of(pieces), size_t(count)));
}

long __syscall_lseek(long fd, long offset, long whence) {
    const auto moved = files().seek(int(fd), offset, vfs::Whence(whence));
    // What cannot seek says that it does not support it.
    return moved.error() == abi::Error::not_supported ? -ESPIPE : answer(moved);
}

long __syscall_close(long fd) {
    libc::local_flags(int(fd)) = 0;
    return answer(files().close(int(fd)));
}

long __syscall_fsync(long fd) {
    return answer(files().sync(int(fd)));
}
}
