// SPDX-License-Identifier: MIT
// One controller with its keyboards, from interrupts to keys.
#pragma once

#include "servers/input/client.hpp"
#include "servers/usb/host.hpp"
#include "servers/usb/machine_hardware.hpp"

#include <deque>

namespace usb {

class Service final : private KeySink {
  public:
    /// Takes the controller at a pci address. Errors: as of MachineHardware::open and Host::start.
    abi::Result<void> start(uint32_t address);

  private:
    static constexpr size_t kMaxKeys = 256; // that wait for somebody who takes keys; the oldest go

    void keys(const std::vector<input::KeyEvent>& events) override;
    void note(uint32_t port, const char* what) override;
    void run();
    void send();

    MachineHardware hardware_;
    Host host_{hardware_, *this};
    input::Client client_;
    std::deque<input::KeyEvent> keys_;
    fibril::Event has_keys_;
};

} // namespace usb
