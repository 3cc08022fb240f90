// SPDX-License-Identifier: MIT
// The registers of a 16550: a serial port of a PC.
#pragma once

#include "servers/driver/ports.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace serial {

class Uart {
  public:
    static constexpr uint32_t kPortCount = 8;

    explicit Uart(driver::Ports& ports) : ports_(ports) {}

    /// Is there a 16550 that hears itself in loopback? Asks a few times, and loses no byte of the line.
    bool detect();
    /// 115200 baud, 8 bits, no parity, 1 stop bit, queues on, no interrupts yet.
    void start();
    /// Which events raise the interrupt: received bytes, room to send.
    void set_interests(bool received, bool room);
    /// An event waits. Asking takes note of "room to send".
    bool asks();

    /// Appends what has arrived, at most `room` bytes.
    void receive(std::string& bytes, size_t room);
    /// Sends the first of `bytes`; how many.
    size_t send(std::string_view bytes);

  private:
    driver::Ports& ports_;
    uint8_t interests_ = 0;
};

} // namespace serial
