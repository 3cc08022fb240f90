// SPDX-License-Identifier: MIT
// Configuration through the two port registers that every PC has: address at 0xcf8, data at 0xcfc.
#pragma once

#include "kernel/abi/handle.hpp"
#include "kernel/abi/result.hpp"
#include "servers/pci/configuration.hpp"

namespace pci {

class PortConfiguration final : public Configuration {
  public:
    /// Needs Right::devices. Errors: not_supported (a machine without ports), busy, permission.
    abi::Result<void> open();

    uint32_t read(Address address, uint32_t offset, uint32_t width) override;
    void write(Address address, uint32_t offset, uint32_t width, uint32_t value) override;

  private:
    void select(Address address, uint32_t offset);

    abi::Handle ports_ = abi::kNoHandle;
};

} // namespace pci
