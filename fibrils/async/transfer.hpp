// SPDX-License-Identifier: MIT
// Data copying, memory sharing and handle passing: the client starts, the server receives and finalizes.
// A transfer moves at most abi::kMaxTransfer bytes. Server side: every received call must be finalized or
// answered, exactly once.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/message.hpp"

#include <span>
#include <string_view>

namespace async {

// Client: send bytes to, or get bytes from, the server behind `phone`. Blocks this fibril.

/// Returns how many bytes the server took (it may take fewer). Error limit above kMaxTransfer.
Result<size_t> data_write_start(Handle phone, const void* data, size_t size);
/// Returns how many bytes the server gave, at most `size`.
Result<size_t> data_read_start(Handle phone, void* buffer, size_t size);
/// The same without waiting; the buffer must stay until the answer is taken. Answer: words[0] unused,
/// words[1] size.
Request data_write_send(Handle phone, const void* data, size_t size);
Request data_read_send(Handle phone, void* buffer, size_t size);

/// Offers a registered area (syscall area_create) to the server.
Result<void> share_out_start(Handle phone, void* base, uint64_t flags);
/// Asks the server for an area of exactly `size` bytes, to appear at `base` (memory of this task that becomes
/// the copy). Returns the flags that the server allows.
Result<uint64_t> share_in_start(Handle phone, void* base, size_t size, uint64_t argument = 0);

/// Moves a handle of this task to the server. On error it stays here. Returns nothing.
Result<void> delegate_start(Handle phone, Handle handle, uint64_t argument = 0);

// Server: take the next call of this connection, which has to be of that kind. A call of another kind is
// answered with Error::protocol, and the function returns that error. hung_up when the client is gone.

struct Transfer {
    Call call;
    size_t size = 0; // offered (write), wanted (read), or of the area
};

Result<Transfer> data_write_receive();
Result<Transfer> data_read_receive();
/// Copies min(size, offered) bytes into `destination` and answers. The error is of the copy.
Result<void> data_write_finalize(Transfer& transfer, void* destination, size_t size);
Result<void> data_read_finalize(Transfer& transfer, const void* source, size_t size);

/// receive and finalize for a whole value. data_write_accept: error overflow if more than `capacity` is
/// offered.
Result<size_t> data_write_accept(void* destination, size_t capacity);
Result<void> data_read_reply(const void* source, size_t size);

struct Share {
    Call call;
    size_t size = 0;
    uint64_t flags = 0;    // share out: offered
    uint64_t argument = 0; // share in
};
Result<Share> share_out_receive();
Result<Share> share_in_receive();
/// The area appears at `base`, `share.size` bytes of this task.
Result<void> share_out_finalize(Share& share, void* base);
/// `base` is an area of this task (area_create).
Result<void> share_in_finalize(Share& share, void* base, uint64_t flags);

/// Takes a handle that the client moves here: (handle, argument). The transfer is answered.
Result<Handle> delegate_receive(uint64_t* argument = nullptr);

} // namespace async
