// SPDX-License-Identifier: MIT
// What a function says about itself.
#pragma once

#include "servers/pci/configuration.hpp"
#include "servers/pci/pci_types.hpp"

namespace pci {

/// Somebody answers at this address.
bool is_present(Configuration& configuration, Address address);

/// Reads everything, the sizes of its ranges included: for that its decoding is off for a moment. Displays
/// are left alone (their sizes stay 0), because somebody draws on them meanwhile.
Function read_function(Configuration& configuration, Address address);

/// Place of a capability in the configuration space; 0 if it has none. A list that never ends is given up.
uint32_t find_capability(Configuration& configuration, Address address, uint8_t id);

inline constexpr uint8_t kMessageCapability = 0x05;
inline constexpr uint8_t kExtendedMessageCapability = 0x11;

/// All functions behind bus 0, in the order of their addresses; at most kMaxFunctions.
class Scan {
  public:
    explicit Scan(Configuration& configuration) : configuration_(configuration) {}
    /// Calls `found(context, address)` for each.
    void run(void (*found)(void* context, Address address), void* context);

  private:
    void bus(uint8_t number);
    void device(uint8_t bus, uint8_t device);
    void function(Address address);

    Configuration& configuration_;
    void (*found_)(void*, Address) = nullptr;
    void* context_ = nullptr;
    bool visited_[256] = {};
    uint32_t count_ = 0;
};

} // namespace pci
