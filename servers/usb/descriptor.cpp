// SPDX-License-Identifier: MIT
#include "servers/usb/descriptor.hpp"

namespace usb {

namespace {

constexpr uint8_t kInterfaceDescriptor = 4;
constexpr uint8_t kEndpointDescriptor = 5;
constexpr uint8_t kHumanInterface = 3; // class
constexpr uint8_t kBoot = 1;           // subclass
constexpr uint8_t kKeyboard = 1;       // protocol
constexpr uint8_t kIn = 0x80;
constexpr uint8_t kInterrupt = 3; // transfer type

bool is_keyboard(const uint8_t* interface) {
    return interface[5] == kHumanInterface && interface[6] == kBoot && interface[7] == kKeyboard &&
           interface[3] == 0;
}

bool is_interrupt_in(const uint8_t* endpoint) {
    return (endpoint[2] & kIn) != 0 && (endpoint[3] & 3) == kInterrupt && (endpoint[2] & 15) != 0;
}

} // namespace

std::optional<KeyboardInterface> find_keyboard(const uint8_t* bytes, size_t size) {
    if (size < kConfigurationHeaderSize || bytes[0] < kConfigurationHeaderSize ||
        bytes[1] != kConfigurationDescriptor)
        return std::nullopt;
    KeyboardInterface keyboard;
    keyboard.configuration = bytes[5];
    bool inside = false;
    for (size_t at = bytes[0]; at + 2 <= size && bytes[at] >= 2 && bytes[at] <= size - at; at += bytes[at]) {
        const uint8_t* const descriptor = bytes + at;
        if (descriptor[1] == kInterfaceDescriptor && descriptor[0] >= 9) {
            inside = is_keyboard(descriptor);
            keyboard.interface = descriptor[2];
        } else if (inside && descriptor[1] == kEndpointDescriptor && descriptor[0] >= 7 &&
                   is_interrupt_in(descriptor)) {
            keyboard.endpoint = descriptor[2] & 15;
            keyboard.packet = uint16_t((descriptor[4] | descriptor[5] << 8) & 0x7ff);
            keyboard.interval = descriptor[6];
            if (keyboard.packet == 0 || keyboard.packet > 1024)
                return std::nullopt;
            return keyboard;
        }
    }
    return std::nullopt;
}

} // namespace usb
