// SPDX-License-Identifier: MIT
// A controller that the pci server has given to this task.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/pci/client.hpp"
#include "servers/usb/hardware.hpp"

#include <vector>

namespace usb {

class MachineHardware final : public Hardware {
  public:
    /// Takes the function at a pci address: its interrupt (without one the driver looks often), its
    /// registers. Errors: busy, no_entry, those of pci::Device.
    abi::Result<void> open(uint32_t address);
    bool has_interrupt() const { return interrupt_ != abi::kNoHandle; }
    /// wait returns soon, although nothing came from the controller.
    void wake() { event_.notify(); }

    uint32_t read(uint32_t offset) override;
    void write(uint32_t offset, uint32_t value) override;
    abi::Result<Page> allocate() override;
    void free(Page page) override;
    void wait(uint64_t microseconds) override;
    uint64_t now() override { return fibril::now(); }

  private:
    static void on_interrupt(const abi::Message& message, void* hardware);
    abi::Result<void> allocate_chunk();

    std::vector<pci::Device> device_; // none or one
    abi::Handle interrupt_ = abi::kNoHandle;
    volatile uint8_t* registers_ = nullptr;
    uint64_t size_ = 0; // of the registers, bytes
    std::vector<Page> free_;
    fibril::Event event_;
};

} // namespace usb
