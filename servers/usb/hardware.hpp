// SPDX-License-Identifier: MIT
// What the driver needs of the machine. Tests bring a simulated controller instead.
#pragma once

#include "kernel/abi/result.hpp"

#include <cstdint>

namespace usb {

inline constexpr uint32_t kPageSize = 4096; // bytes

/// Memory that the controller reaches.
struct Page {
    uint8_t* bytes = nullptr;
    uint64_t physical = 0;

    explicit operator bool() const { return bytes != nullptr; }
};

class Hardware {
  public:
    virtual ~Hardware() = default;

    /// Registers, 32 bits each; `offset` in bytes from the first one.
    virtual uint32_t read(uint32_t offset) = 0;
    virtual void write(uint32_t offset, uint32_t value) = 0;

    /// A page of zeros. Errors: no_memory, limit.
    virtual abi::Result<Page> allocate() = 0;
    virtual void free(Page page) = 0;

    /// Returns when the controller has interrupted, or after so many microseconds.
    virtual void wait(uint64_t microseconds) = 0;
    virtual uint64_t now() = 0; // microseconds
};

} // namespace usb
