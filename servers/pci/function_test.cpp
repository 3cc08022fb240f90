// SPDX-License-Identifier: MIT
#include "servers/pci/function.hpp"

#include "servers/pci/class_names.hpp"
#include "servers/pci/simulated_bus.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pci {
namespace {

std::vector<uint32_t> scan(Configuration& configuration) {
    std::vector<uint32_t> found;
    Scan(configuration)
        .run(
            [](void* context, Address address) {
                static_cast<std::vector<uint32_t>*>(context)->push_back(address.packed());
            },
            &found);
    return found;
}

TEST(Scan, finds_functions_behind_bridges) {
    SimulatedBus bus;
    bus.add({0, 0, 0}, 0x8086, 1, 0x060000);
    bus.add({0, 3, 0}, 0x8086, 2, 0x010601).set(kHeaderType, 1, 0x80);
    bus.add({0, 3, 2}, 0x8086, 3, 0x0c0500);
    auto& bridge = bus.add({0, 4, 0}, 0x8086, 4, 0x060400);
    bridge.set(kHeaderType, 1, 1);
    bridge.set(kSecondaryBus, 1, 7);
    bus.add({7, 31, 0}, 0x1b36, 5, 0x0c0330);
    bus.add({0, 5, 1}, 0x8086, 6, 0x020000); // without a function 0 it is not there
    EXPECT_EQ(scan(bus), (std::vector<uint32_t>{Address{0, 0, 0}.packed(), Address{0, 3, 0}.packed(),
                                                Address{0, 3, 2}.packed(), Address{0, 4, 0}.packed(),
                                                Address{7, 31, 0}.packed()}));
}

TEST(Scan, ends_when_bridges_lead_in_a_circle) {
    SimulatedBus bus;
    for (const auto& [number, next] : {std::pair(0, 1), {1, 2}, {2, 0}}) {
        auto& bridge = bus.add({uint8_t(number), 0, 0}, 1, 1, 0x060400);
        bridge.set(kHeaderType, 1, 1);
        bridge.set(kSecondaryBus, 1, uint32_t(next));
    }
    EXPECT_EQ(scan(bus).size(), 3u);
}

TEST(Scan, finds_nothing_where_nobody_is) {
    SimulatedBus bus;
    EXPECT_TRUE(scan(bus).empty());
}

TEST(Function, knows_its_ranges) {
    SimulatedBus bus;
    auto& device = bus.add({0, 1, 0}, 0x1b36, 0x000d, 0x0c0330);
    device.set(kCommand, 2, 7);
    device.bar(0, 0xfebf0000, 0x4000, 4); // 64 bits wide
    device.set(kBars + 4, 4, 1);
    device.writable[kBars + 4] = ~0u;
    device.bar(2, 0xc000, 0x20, 1);
    device.bar(3, 0xfeb00000, 0x1000, 0);
    const Function function = read_function(bus, {0, 1, 0});
    EXPECT_EQ(function.class_code, 0x0c);
    EXPECT_EQ(function.subclass, 0x03);
    EXPECT_EQ(function.interface, 0x30);
    EXPECT_EQ(function.bars[0].base, 0x1febf0000u);
    EXPECT_EQ(function.bars[0].size, 0x4000u);
    EXPECT_EQ(function.bars[0].kind, BarKind::memory);
    EXPECT_EQ(function.bars[1].kind, BarKind::none);
    EXPECT_EQ(function.bars[2].base, 0xc000u);
    EXPECT_EQ(function.bars[2].size, 0x20u);
    EXPECT_EQ(function.bars[2].kind, BarKind::ports);
    EXPECT_EQ(function.bars[3].size, 0x1000u);
    EXPECT_EQ(function.bars[4].kind, BarKind::none);
    EXPECT_EQ(device.get(kCommand, 2), 7u) << "as before";
    EXPECT_EQ(device.get(kBars, 4), 0xfebf0004u);
    EXPECT_FALSE(bus.decoded_while_sizing());
}

TEST(Function, that_is_a_display_is_not_disturbed) {
    SimulatedBus bus;
    auto& device = bus.add({0, 1, 0}, 0x1234, 0x1111, 0x030000);
    device.set(kCommand, 2, 3);
    device.bar(0, 0xfd000000, 0x1000000, 8);
    const Function function = read_function(bus, {0, 1, 0});
    EXPECT_EQ(function.bars[0].base, 0xfd000000u);
    EXPECT_EQ(function.bars[0].size, 0u);
    EXPECT_FALSE(bus.decoded_while_sizing());
}

TEST(Capabilities, are_found_and_a_circle_ends) {
    SimulatedBus bus;
    auto& device = bus.add({0, 1, 0}, 1, 1, 0x020000);
    EXPECT_EQ(find_capability(bus, {0, 1, 0}, kMessageCapability), 0u) << "it says that it has no list";
    device.set(kStatus, 2, kHasCapabilities);
    device.set(kCapabilities, 1, 0x50);
    device.set(0x50, 2, 0x7001);
    device.set(0x70, 2, 0x5005);
    EXPECT_EQ(find_capability(bus, {0, 1, 0}, kMessageCapability), 0x70u);
    EXPECT_EQ(find_capability(bus, {0, 1, 0}, kExtendedMessageCapability), 0u);
    EXPECT_EQ(read_function(bus, {0, 1, 0}).messages, kMessagesPlain);
}

TEST(ClassName, goes_from_the_special_to_the_general) {
    EXPECT_EQ(class_name(0x0c, 0x03, 0x30), std::string("USB controller (xHCI)"));
    EXPECT_EQ(class_name(0x0c, 0x03, 0x99), std::string("USB controller"));
    EXPECT_EQ(class_name(0x0c, 0x99, 0x00), std::string("serial bus controller"));
    EXPECT_EQ(class_name(0x55, 0x00, 0x00), std::string("device of an unknown class"));
}

} // namespace
} // namespace pci
