// SPDX-License-Identifier: MIT
// All terminals of the machine, as devices for devfs and as the interface "cons".
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/console/terminal.hpp"
#include "servers/devfs/device.hpp"

#include <array>
#include <span>

namespace console {

class Service : public devfs::Device {
  public:
    /// Opens the terminals. Errors: permission, no_device.
    abi::Result<void> start();

    /// One connection of interface "cons", until it hangs up.
    void serve(async::Connection& connection, async::Call opening);

    // devfs::Device; the unit is the number of the terminal.
    void hung_up() override;
    abi::Result<size_t> read(uint32_t unit, uint64_t position, async::OutData& data) override;
    abi::Result<size_t> write(uint32_t unit, uint64_t position, async::InData& data) override;
    abi::Result<devfs::ControlWords> control(uint32_t unit, uint64_t operation,
                                             const devfs::ControlWords& words) override;

    std::span<Terminal> terminals() { return terminals_; }

  private:
    std::array<Terminal, abi::kTerminalCount> terminals_;
};

} // namespace console
