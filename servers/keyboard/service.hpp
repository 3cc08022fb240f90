// SPDX-License-Identifier: MIT
// From the controller's interrupt to key events.
#pragma once

#include "servers/driver/interrupt.hpp"
#include "servers/input/client.hpp"
#include "servers/keyboard/controller.hpp"
#include "servers/keyboard/scan_code.hpp"

#include <deque>

namespace keyboard {

class Service {
  public:
    explicit Service(Controller& controller) : controller_(controller) {}

    /// Errors: of Interrupt::open, no_memory.
    abi::Result<void> start(uint32_t interrupt);

  private:
    static void on_interrupt(const abi::Message& message, void* service);
    void take_bytes();
    void tell();

    Controller& controller_;
    driver::Interrupt interrupt_;
    ScanCodes scan_codes_;
    input::Client client_;
    std::deque<input::KeyEvent> events_; // not told yet
    fibril::Event changed_;
    uint8_t lights_ = 0;
};

} // namespace keyboard
