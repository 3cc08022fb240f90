// SPDX-License-Identifier: MIT
// Reading and writing memory in pieces, as readv and writev do. Results are bytes, fewer than asked for at
// the end of a file or when an error comes after some of them.
#pragma once

#include "kernel/abi/result.hpp"

#include <cstddef>
#include <cstdint>
#include <sys/uio.h>

namespace libc {

/// Error again: the descriptor is non-blocking and a read would wait.
abi::Result<size_t> read_pieces(int descriptor, const iovec* pieces, size_t count);
/// As read_pieces. Error broken_pipe after SIGPIPE has been delivered.
abi::Result<size_t> write_pieces(int descriptor, const iovec* pieces, size_t count);

/// At `position` of the file; the descriptor's own position stays.
abi::Result<size_t> read_pieces_at(int descriptor, uint64_t position, const iovec* pieces, size_t count);
abi::Result<size_t> write_pieces_at(int descriptor, uint64_t position, const iovec* pieces, size_t count);

} // namespace libc
