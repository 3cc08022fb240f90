// SPDX-License-Identifier: MIT
// Collects what the kernel and the servers say, and shows it as /dev/log.
#pragma once

#include "servers/devfs/device.hpp"
#include "servers/logger/logger_server.hpp"
#include "servers/logger/ring.hpp"

namespace logger {

class Service : public LoggerServer, public devfs::Device {
  public:
    /// Takes the kernel log so far and listens for more. Errors: of the subscription.
    abi::Result<void> start();

    // devfs::Device. What a program writes to /dev/log is a note.
    abi::Result<size_t> read(uint32_t unit, uint64_t position, async::OutData& data) override;
    abi::Result<size_t> write(uint32_t unit, uint64_t position, async::InData& data) override;

  private:
    static void on_kernel_log(const abi::Message& message, void* service);
    void take_kernel_log();
    abi::Result<void> message(async::Context& context, Level level, std::string_view line) override;
    abi::Result<void> set_level(async::Context& context, Level level) override;

    Ring ring_{kCapacity};
    Level level_ = Level::note;
    uint64_t kernel_position_ = 0; // bytes of the kernel log taken
    std::string unfinished_;       // the start of a line whose end is still to be read
};

} // namespace logger
