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
    /// False: the port cannot take the byte yet.
    bool try_write(char byte) const;
    /// Waits some milliseconds until the port takes the byte; then it may be lost.
    void write(char byte) const;

  private:
    uint16_t base_;
};

} // namespace kernel::arch
