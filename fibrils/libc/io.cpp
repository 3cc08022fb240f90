// SPDX-License-Identifier: MIT
// What read and write, and what stdio makes of them, do.
#include "fibrils/libc/files.hpp"
#include "fibrils/libc/pieces.hpp"
#include "fibrils/libc/signals.hpp"

#include <cstring>

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

size_t total_size(const iovec* pieces, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += pieces[i].iov_len;
    return total;
}

Result<size_t> read_scattered(int descriptor, const iovec* pieces, size_t count, size_t total) {
    uint8_t buffer[kGather];
    const size_t size = TRY(files().read(descriptor, buffer, total));
    size_t done = 0;
    for (size_t i = 0; i < count && done < size; i++) {
        const size_t part = std::min<size_t>(pieces[i].iov_len, size - done);
        memcpy(pieces[i].iov_base, buffer + done, part);
        done += part;
    }
    return size;
}

Result<size_t> write_all_pieces(int descriptor, const iovec* pieces, size_t count) {
    TRY(check_ready(descriptor, devfs::kPollWritable));
    const size_t total = total_size(pieces, count);
    if (count > 1 && total <= kGather) {
        uint8_t buffer[kGather];
        size_t size = 0;
        for (size_t i = 0; i < count; i++) {
            memcpy(buffer + size, pieces[i].iov_base, pieces[i].iov_len);
            size += pieces[i].iov_len;
        }
        return files().write_all(descriptor, buffer, size);
    }
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const auto part = files().write_all(descriptor, pieces[i].iov_base, pieces[i].iov_len);
        if (!part.ok() && done == 0)
            return part.error();
        if (!part.ok() || part.value() < pieces[i].iov_len)
            return done + (part.ok() ? part.value() : 0);
        done += part.value();
    }
    return done;
}

} // namespace

namespace libc {

Result<size_t> read_pieces(int descriptor, const iovec* pieces, size_t count) {
    TRY(check_ready(descriptor, devfs::kPollReadable));
    const size_t total = total_size(pieces, count);
    if (count > 1 && total <= kGather)
        return read_scattered(descriptor, pieces, count, total);
    // A read may give fewer bytes than there is room for, so the first piece that has room is enough.
    while (count > 1 && pieces->iov_len == 0)
        pieces++, count--;
    return files().read(descriptor, count ? pieces->iov_base : nullptr, count ? pieces->iov_len : 0);
}

Result<size_t> write_pieces(int descriptor, const iovec* pieces, size_t count) {
    const auto written = write_all_pieces(descriptor, pieces, count);
    if (written.error() == Error::broken_pipe)
        broken_pipe();
    return written;
}

} // namespace libc
