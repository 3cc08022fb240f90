// SPDX-License-Identifier: MIT
// A 16550 serial port as the kernel uses it: output by polling, 115200 baud, 8 bits, no parity. Source: data
// sheet of the National Semiconductor PC16550D.
#pragma once

#include <cstdint>

namespace kernel::arch {

class SerialPort {
  public:
    constexpr explicit SerialPort(uint16_t base) : base_(base) {}

    /// False: there is no port; then nothing else must be called.
    bool start() const;
    /// Waits, but not for ever, until the port takes the byte.
    void write(char byte) const;

  private:
    uint16_t base_;
};

} // namespace kernel::arch
