// SPDX-License-Identifier: MIT
// pread, preadv, pwrite and pwritev as musl calls them: positions come in two halves.
#include "fibrils/libc/pieces.hpp"
#include "fibrils/libc/result.hpp"

using libc::answer;

namespace {

uint64_t position_of(long low, long high) {
    return uint64_t(uint32_t(low)) | uint64_t(uint32_t(high)) << 32;
}
iovec piece_of(long address, long size) {
    return {reinterpret_cast<void*>(address), size_t(size)};
}
const iovec* pieces_of(long address) {
    return reinterpret_cast<const iovec*>(address);
}

} // namespace

extern "C" {

long __syscall_pread64(long fd, long address, long size, long low, long high) {
    const iovec piece = piece_of(address, size);
    return answer(libc::read_pieces_at(int(fd), position_of(low, high), &piece, 1));
}
long __syscall_preadv(long fd, long pieces, long count, long low, long high) {
    return answer(libc::read_pieces_at(int(fd), position_of(low, high), pieces_of(pieces), size_t(count)));
}
long __syscall_pwrite64(long fd, long address, long size, long low, long high) {
    const iovec piece = piece_of(address, size);
    return answer(libc::write_pieces_at(int(fd), position_of(low, high), &piece, 1));
}
long __syscall_pwritev(long fd, long pieces, long count, long low, long high) {
    return answer(libc::write_pieces_at(int(fd), position_of(low, high), pieces_of(pieces), size_t(count)));
}
}
