// SPDX-License-Identifier: MIT
// What drivers and `lspci` link.
#pragma once

#include "servers/pci/pci_types.hpp"

#include <memory>
#include <vector>

namespace pci {

/// Everything on the buses, in order. Waits for the server if `blocking`; otherwise no_entry without it.
abi::Result<std::vector<Function>> list(bool blocking);

/// "USB controller (xHCI)" and the like. Never null.
const char* class_name(const Function& function);

/// A function that belongs to this task. When the object goes, or the task dies, the function is silenced and
/// free for the next one.
class Device {
  public:
    /// Errors: no_entry, busy.
    static abi::Result<Device> claim(uint32_t address);
    Device(Device&&) noexcept;
    ~Device();

    struct Range {
        abi::Handle handle; // whole pages, or ports; owned by the caller
        uint64_t offset;    // of the range in it
        uint64_t size;
    };
    /// The interrupt of the function. To be asked for before memory. Error: not_supported.
    abi::Result<abi::Handle> interrupt();
    abi::Result<Range> memory(uint32_t bar);
    abi::Result<Range> ports(uint32_t bar);
    /// Memory that the function can reach, whole pages, at most abi::kMaxDmaSize bytes.
    abi::Result<abi::Handle> dma(uint64_t size);
    /// The function may read and write memory from now on.
    abi::Result<void> allow_mastering();

  private:
    struct Connection;
    explicit Device(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> connection_;
};

} // namespace pci
