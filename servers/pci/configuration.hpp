// SPDX-License-Identifier: MIT
// The 256 bytes that every function describes and configures itself with. Tests bring a simulated one.
#pragma once

#include "servers/pci/address.hpp"

namespace pci {

// Registers of all functions.
inline constexpr uint32_t kVendor = 0x00;       // 2 bytes; 0xffff: nobody is there
inline constexpr uint32_t kProduct = 0x02;      // 2 bytes
inline constexpr uint32_t kCommand = 0x04;      // 2 bytes
inline constexpr uint32_t kStatus = 0x06;       // 2 bytes
inline constexpr uint32_t kRevision = 0x08;     // 1 byte
inline constexpr uint32_t kClass = 0x09;        // 3 bytes: interface, subclass, class
inline constexpr uint32_t kHeaderType = 0x0e;   // 1 byte
inline constexpr uint32_t kBars = 0x10;         // 4 bytes each
inline constexpr uint32_t kSecondaryBus = 0x19; // 1 byte, of bridges
inline constexpr uint32_t kCapabilities = 0x34; // 1 byte

inline constexpr uint32_t kDecodePorts = 1 << 0; // in the command register
inline constexpr uint32_t kDecodeMemory = 1 << 1;
inline constexpr uint32_t kBusMaster = 1 << 2;
inline constexpr uint32_t kNoPinInterrupt = 1 << 10;
inline constexpr uint32_t kHasCapabilities = 1 << 4; // in the status register

class Configuration {
  public:
    virtual ~Configuration() = default;
    /// `width` 1, 2 or 4 bytes; `offset` is a multiple of it, below 256. All ones where nobody answers.
    virtual uint32_t read(Address address, uint32_t offset, uint32_t width) = 0;
    virtual void write(Address address, uint32_t offset, uint32_t width, uint32_t value) = 0;
};

} // namespace pci
