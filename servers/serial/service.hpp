// SPDX-License-Identifier: MIT
// A serial port as the line of a terminal.
#pragma once

#include "servers/console/line_client.hpp"
#include "servers/driver/interrupt.hpp"
#include "servers/serial/uart.hpp"

#include <string>

namespace serial {

class Service {
  public:
    /// `terminal`: the one it wants; when that has a line, or for kAnyTerminal, it takes another.
    Service(driver::Ports& ports, uint64_t terminal) : uart_(ports), wanted_(terminal) {}

    bool detect() { return uart_.detect(); }
    /// Listens to `interrupt` of the old bus and becomes a line. Errors: of Interrupt::open, no_memory.
    abi::Result<void> start(uint32_t interrupt);

  private:
    static void on_interrupt(const abi::Message& message, void* service);
    void serve_interrupt();
    void move_bytes();
    abi::Result<void> attach();
    void type();
    void show();

    Uart uart_;
    uint64_t wanted_;
    driver::Interrupt interrupt_;
    console::line::Client line_;
    std::string received_;
    std::string unsent_;
    fibril::Event arrived_;
    fibril::Event sent_;
    fibril::Event attached_;
};

} // namespace serial
