// SPDX-License-Identifier: MIT
// Collects what the kernel and the servers say, and shows it as /dev/log.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/devfs/device.hpp"
#include "servers/logger/protocol.hpp"
#include "servers/logger/ring.hpp"

namespace logger {

class Service : public devfs::Device {
  public:
    /// Takes the kernel log so far and listens for more. Errors: of the subscription.
    abi::Result<void> start();

    /// One writer, until it hangs up.
    void serve(async::Connection& connection, async::Call opening);

    // devfs::Device. What a program writes to /dev/log is a note.
    abi::Result<size_t> read(uint32_t unit, uint64_t position, async::Transfer& transfer) override;
    abi::Result<size_t> write(uint32_t unit, uint64_t position, async::Transfer& transfer) override;

  private:
    static void on_kernel_log(const abi::Message& message, void* service);
    void take_kernel_log();
    void handle(abi::TaskId client, async::Call call);
    void message(abi::TaskId client, async::Call call);
    void set_level(async::Call call);

    Ring ring_{protocol::kCapacity};
    uint64_t level_ = uint64_t(protocol::Level::note);
    uint64_t kernel_position_ = 0; // bytes of the kernel log taken
    std::string unfinished_;       // the start of a line whose end is still to be read
};

} // namespace logger
