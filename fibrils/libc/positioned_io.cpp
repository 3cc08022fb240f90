// SPDX-License-Identifier: MIT
// What pread and pwrite do.
#include "fibrils/libc/files.hpp"
#include "fibrils/libc/pieces.hpp"

namespace libc {

abi::Result<size_t> read_pieces_at(int descriptor, uint64_t position, const iovec* pieces, size_t count) {
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const auto part = files().read_at(descriptor, position + done, pieces[i].iov_base, pieces[i].iov_len);
        if (!part.ok())
            return done ? abi::Result<size_t>(done) : part.error();
        done += part.value();
        if (part.value() < pieces[i].iov_len)
            break;
    }
    return done;
}

abi::Result<size_t> write_pieces_at(int descriptor, uint64_t position, const iovec* pieces, size_t count) {
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const auto* bytes = static_cast<const char*>(pieces[i].iov_base);
        for (size_t at = 0; at < pieces[i].iov_len;) {
            const auto part =
                files().write_at(descriptor, position + done, bytes + at, pieces[i].iov_len - at);
            if (!part.ok() && done == 0)
                return part.error();
            if (!part.ok() || part.value() == 0)
                return done;
            at += part.value();
            done += part.value();
        }
    }
    return done;
}

} // namespace libc
