// SPDX-License-Identifier: MIT
// What a device says about itself, byte by byte. Nothing of it is believed before it is checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace usb {

inline constexpr uint8_t kDeviceDescriptor = 1;
inline constexpr uint8_t kConfigurationDescriptor = 2;

inline constexpr size_t kDeviceDescriptorSize = 18;
inline constexpr size_t kConfigurationHeaderSize = 9;

/// A keyboard that speaks the boot protocol.
struct KeyboardInterface {
    uint8_t configuration = 0; // to be chosen
    uint8_t interface = 0;
    uint8_t endpoint = 0; // number, 1..15; direction is in
    uint16_t packet = 0;  // bytes, 1..1024
    uint8_t interval = 0; // as in the descriptor
};

/// The first one in a configuration descriptor with all that follows it. Nothing if there is none, or if the
/// descriptors contradict themselves before it.
std::optional<KeyboardInterface> find_keyboard(const uint8_t* bytes, size_t size);

} // namespace usb
