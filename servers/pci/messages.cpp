// SPDX-License-Identifier: MIT
#include "servers/pci/messages.hpp"

#include "servers/pci/function.hpp"

namespace pci {

using abi::Error;

namespace {

constexpr uint32_t kControl = 2;
constexpr uint32_t kMessageEnable = 1 << 0;
constexpr uint32_t kMessageCount = 7 << 4; // how many may be used: 0 is one
constexpr uint32_t kMessageWide = 1 << 7;  // addresses of 64 bits
constexpr uint32_t kTable = 4;
constexpr uint32_t kTableEnable = 1 << 15;
constexpr uint32_t kTableMask = 1 << 14;

void change(Configuration& configuration, Address address, uint32_t offset, uint32_t clear, uint32_t set) {
    const uint32_t value = configuration.read(address, offset, 2);
    configuration.write(address, offset, 2, (value & ~clear) | set);
}

} // namespace

abi::Result<void> set_message(Configuration& configuration, Address address, const Message& message) {
    const uint32_t place = find_capability(configuration, address, kMessageCapability);
    if (place == 0)
        return Error::not_supported;
    const bool wide = (configuration.read(address, place + kControl, 2) & kMessageWide) != 0;
    if (!wide && message.address >> 32 != 0)
        return Error::not_supported;
    configuration.write(address, place + 4, 4, uint32_t(message.address));
    if (wide)
        configuration.write(address, place + 8, 4, uint32_t(message.address >> 32));
    configuration.write(address, place + (wide ? 12 : 8), 2, message.data);
    change(configuration, address, kCommand, 0, kNoPinInterrupt);
    change(configuration, address, place + kControl, kMessageCount, kMessageEnable);
    return {};
}

abi::Result<MessageTable> find_message_table(Configuration& configuration, Address address) {
    const uint32_t place = find_capability(configuration, address, kExtendedMessageCapability);
    if (place == 0)
        return Error::not_supported;
    const uint32_t table = configuration.read(address, place + kTable, 4);
    if ((table & 7) >= kBarCount)
        return Error::not_supported;
    return MessageTable{table & 7, table & ~7u};
}

void write_table_entry(volatile uint32_t* entry, const Message& message) {
    entry[0] = uint32_t(message.address);
    entry[1] = uint32_t(message.address >> 32);
    entry[2] = message.data;
    entry[3] = 0; // not masked
}

void use_message_table(Configuration& configuration, Address address) {
    const uint32_t place = find_capability(configuration, address, kExtendedMessageCapability);
    if (place == 0)
        return;
    change(configuration, address, kCommand, 0, kNoPinInterrupt);
    change(configuration, address, place + kControl, kTableMask, kTableEnable);
}

void silence(Configuration& configuration, Address address) {
    if (const uint32_t place = find_capability(configuration, address, kMessageCapability); place != 0)
        change(configuration, address, place + kControl, kMessageEnable, 0);
    if (const uint32_t place = find_capability(configuration, address, kExtendedMessageCapability);
        place != 0)
        change(configuration, address, place + kControl, kTableEnable, 0);
}

} // namespace pci
