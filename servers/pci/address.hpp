// SPDX-License-Identifier: MIT
// Where a function of a device sits on the buses.
#pragma once

#include <cstdint>

namespace pci {

struct Address {
    uint8_t bus = 0;
    uint8_t device = 0;   // 0..31
    uint8_t function = 0; // 0..7

    constexpr uint32_t packed() const { return uint32_t(bus) << 8 | uint32_t(device) << 3 | function; }
    static constexpr Address unpack(uint32_t packed) {
        return {uint8_t(packed >> 8), uint8_t(packed >> 3 & 31), uint8_t(packed & 7)};
    }
};

} // namespace pci
