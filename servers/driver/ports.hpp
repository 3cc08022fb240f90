// SPDX-License-Identifier: MIT
// Port registers of a device, eight bits each. Drivers are written against the interface, so that their tests
// bring a simulated device.
#pragma once

#include "kernel/abi/handle.hpp"
#include "kernel/abi/result.hpp"

#include <cstdint>

namespace driver {

class Ports {
  public:
    virtual ~Ports() = default;
    /// `offset` lies inside the range.
    virtual uint8_t read(uint32_t offset) = 0;
    virtual void write(uint32_t offset, uint8_t value) = 0;
};

/// Those of the machine. They belong to this task until it ends.
class MachinePorts final : public Ports {
  public:
    /// Errors: not_supported (a machine without ports), busy (somebody else has them), permission.
    abi::Result<void> open(uint32_t base, uint32_t size);

    uint8_t read(uint32_t offset) override;
    void write(uint32_t offset, uint8_t value) override;

  private:
    abi::Handle handle_ = abi::kNoHandle;
};

} // namespace driver
