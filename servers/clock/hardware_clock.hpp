// SPDX-License-Identifier: MIT
// The clock of a PC that runs on a battery: registers behind an index port and a data port. It is taken to
// show UTC.
#pragma once

#include "servers/driver/ports.hpp"

#include <optional>

namespace clocks {

class HardwareClock {
  public:
    static constexpr uint32_t kFirstPort = 0x70;
    static constexpr uint32_t kPortCount = 2;

    explicit HardwareClock(driver::Ports& ports) : ports_(ports) {}

    /// Seconds since 1970. Ends in bounded time. Errors: timeout (it is always being updated, or absent), io
    /// (it shows no date).
    abi::Result<int64_t> read();

  private:
    struct Reading {
        uint8_t second, minute, hour, day, month, year, century, format;
        friend bool operator==(const Reading&, const Reading&) = default;
    };
    uint8_t value(uint8_t index);
    bool wait_for_rest();
    std::optional<Reading> read_whole();

    driver::Ports& ports_;
};

} // namespace clocks
