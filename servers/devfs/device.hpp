// SPDX-License-Identifier: MIT
// What a device server implements.
#pragma once

#include "fibrils/async/attachment.hpp"
#include "servers/devfs/control.hpp"

namespace devfs {

using abi::Result;

/// The devices of one server, told apart by their unit number. Every request runs in a fibril of its own, so
/// a function may block as long as it likes without blocking another reader or writer.
class Device {
  public:
    virtual ~Device() = default;

    /// `flags`: vfs::OpenFlag. Paired with close, which comes also when the program that opened it dies.
    virtual Result<void> open(uint32_t unit, uint64_t flags) { return {}; }
    virtual void close(uint32_t unit, uint64_t flags) {}

    /// devfs has died: whoever waits in a request should look at async::client_hung_up() and return. Called
    /// outside fibrils, must not block.
    virtual void hung_up() {}

    /// Gives bytes, and returns how many; 0 is end of file. An error returned while the data is pending
    /// answers that, too. When giving fails, the reader has died meanwhile: a device whose bytes exist once
    /// (a terminal) should keep them for the next reader.
    virtual Result<size_t> read(uint32_t unit, uint64_t position, async::OutData& data) = 0;

    /// Takes bytes and returns how many.
    virtual Result<size_t> write(uint32_t unit, uint64_t position, async::InData& data) = 0;

    /// Error not_supported for operations that the device has not. The default: always ready (kControlPoll),
    /// not a terminal (kControlIsTerminal).
    virtual Result<ControlWords> control(uint32_t unit, uint64_t operation, const ControlWords& words);
};

} // namespace devfs
