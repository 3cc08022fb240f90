// SPDX-License-Identifier: MIT
#include "servers/pci/function.hpp"

namespace pci {

namespace {

constexpr uint32_t kNobody = 0xffff;
constexpr uint8_t kDisplayClass = 3;
constexpr int kMostCapabilities = 48; // more do not fit into 256 bytes
constexpr uint8_t kHeaderKind = 0x7f;

int bar_count(uint8_t header_type) {
    switch (header_type & kHeaderKind) {
    case 0:
        return 6;
    case 1: // bridge
        return 2;
    default:
        return 0;
    }
}

/// All bits of a range register that can be written, with its decoding off.
uint32_t writable_bits(Configuration& configuration, Address address, uint32_t offset) {
    const uint32_t value = configuration.read(address, offset, 4);
    configuration.write(address, offset, 4, ~0u);
    const uint32_t bits = configuration.read(address, offset, 4);
    configuration.write(address, offset, 4, value);
    return bits;
}

/// Size of a range whose register has these writable bits: its lowest one.
uint64_t size_of(uint64_t bits) {
    return bits & (~bits + 1);
}

struct BarReader {
    Configuration& configuration;
    Address address;
    bool sizes;

    /// Fills bar `index`; returns how many registers it takes.
    int read(int index, int count, Bar& bar) const {
        const uint32_t offset = kBars + 4 * uint32_t(index);
        const uint32_t low = configuration.read(address, offset, 4);
        const bool is_ports = (low & 1) != 0;
        const bool is_wide = !is_ports && (low >> 1 & 3) == 2 && index + 1 < count;
        const uint32_t flags = is_ports ? 3 : 15;
        bar.base = low & ~flags;
        if (is_wide)
            bar.base |= uint64_t(configuration.read(address, offset + 4, 4)) << 32;
        uint64_t bits = 0;
        if (sizes) {
            bits = writable_bits(configuration, address, offset) & ~flags;
            if (is_ports)
                bits &= 0xffff;
            if (is_wide)
                bits |= uint64_t(writable_bits(configuration, address, offset + 4)) << 32;
        }
        bar.size = size_of(bits);
        const bool exists = bar.base != 0 || bar.size != 0;
        bar.kind = !exists ? BarKind::none : is_ports ? BarKind::ports : BarKind::memory;
        return is_wide ? 2 : 1;
    }
};

void read_bars(Configuration& configuration, Address address, Function& function) {
    const auto header = uint8_t(configuration.read(address, kHeaderType, 1));
    const bool sizes = function.class_code != kDisplayClass;
    const uint32_t command = configuration.read(address, kCommand, 2);
    if (sizes)
        configuration.write(address, kCommand, 2, command & ~(kDecodePorts | kDecodeMemory));
    const BarReader reader{configuration, address, sizes};
    const int count = bar_count(header);
    for (int i = 0; i < count;)
        i += reader.read(i, count, function.bars[i]);
    if (sizes)
        configuration.write(address, kCommand, 2, command);
}

} // namespace

bool is_present(Configuration& configuration, Address address) {
    return configuration.read(address, kVendor, 2) != kNobody;
}

Function read_function(Configuration& configuration, Address address) {
    Function function{};
    function.address = address.packed();
    function.vendor = uint16_t(configuration.read(address, kVendor, 2));
    function.product = uint16_t(configuration.read(address, kProduct, 2));
    function.revision = uint8_t(configuration.read(address, kRevision, 1));
    function.interface = uint8_t(configuration.read(address, kClass, 1));
    function.subclass = uint8_t(configuration.read(address, kClass + 1, 1));
    function.class_code = uint8_t(configuration.read(address, kClass + 2, 1));
    if (find_capability(configuration, address, kMessageCapability) != 0)
        function.messages |= kMessagesPlain;
    if (find_capability(configuration, address, kExtendedMessageCapability) != 0)
        function.messages |= kMessagesExtended;
    read_bars(configuration, address, function);
    return function;
}

uint32_t find_capability(Configuration& configuration, Address address, uint8_t id) {
    if ((configuration.read(address, kStatus, 2) & kHasCapabilities) == 0)
        return 0;
    uint32_t place = configuration.read(address, kCapabilities, 1) & 0xfc;
    for (int i = 0; i < kMostCapabilities && place >= 0x40; i++) {
        if (configuration.read(address, place, 1) == id)
            return place;
        place = configuration.read(address, place + 1, 1) & 0xfc;
    }
    return 0;
}

void Scan::run(void (*found)(void*, Address), void* context) {
    found_ = found;
    context_ = context;
    bus(0);
    // A host bridge with several functions has a bus of its own for each of them.
    for (uint8_t function = 1; function < 8; function++)
        if (is_present(configuration_, {0, 0, function}))
            bus(function);
}

void Scan::bus(uint8_t number) {
    if (visited_[number])
        return;
    visited_[number] = true;
    for (uint8_t i = 0; i < 32; i++)
        device(number, i);
}

void Scan::device(uint8_t bus, uint8_t device) {
    if (!is_present(configuration_, {bus, device, 0}))
        return;
    const bool several = (configuration_.read({bus, device, 0}, kHeaderType, 1) & 0x80) != 0;
    for (uint8_t i = 0; i < (several ? 8 : 1); i++)
        if (is_present(configuration_, {bus, device, i}))
            function({bus, device, i});
}

void Scan::function(Address address) {
    if (count_ >= kMaxFunctions)
        return;
    count_++;
    found_(context_, address);
    const bool is_bridge = (configuration_.read(address, kHeaderType, 1) & kHeaderKind) == 1;
    if (is_bridge) // a bus that was not set up has number 0, which was visited
        bus(uint8_t(configuration_.read(address, kSecondaryBus, 1)));
}

} // namespace pci
