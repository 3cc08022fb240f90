// SPDX-License-Identifier: MIT
#include "servers/pci/messages.hpp"

#include "servers/pci/simulated_bus.hpp"

#include <gtest/gtest.h>

namespace pci {
namespace {

constexpr Address kDevice{0, 1, 0};

/// A function with one capability at 0x50.
struct Fixture {
    Fixture(uint8_t id, uint32_t control) : function(bus.add(kDevice, 1, 1, 0x0c0330)) {
        function.set(kStatus, 2, 0x10);
        function.set(kCapabilities, 1, 0x50);
        function.set(0x50, 1, id);
        function.set(0x52, 2, control);
        function.writable[0x50] = 0xc0710000;
        for (const uint32_t offset : {0x54, 0x58, 0x5c})
            function.writable[offset] = ~0u;
    }
    SimulatedBus bus;
    SimulatedBus::Simulated& function;
};

TEST(Messages, of_64_bits_have_their_data_behind_the_address) {
    Fixture fixture(0x05, 0x00b0); // wide; three vectors were in use
    ASSERT_TRUE(set_message(fixture.bus, kDevice, {0x1fee01000, 0x41}).ok());
    EXPECT_EQ(fixture.function.get(0x54, 4), 0xfee01000u);
    EXPECT_EQ(fixture.function.get(0x58, 4), 1u);
    EXPECT_EQ(fixture.function.get(0x5c, 2), 0x41u);
    EXPECT_EQ(fixture.function.get(0x52, 2), 0x0081u) << "on, one vector";
    EXPECT_EQ(fixture.function.get(kCommand, 2), kNoPinInterrupt);
    silence(fixture.bus, kDevice);
    EXPECT_EQ(fixture.function.get(0x52, 2), 0x0080u);
}

TEST(Messages, of_32_bits_refuse_an_address_that_does_not_fit) {
    Fixture fixture(0x05, 0);
    EXPECT_EQ(set_message(fixture.bus, kDevice, {0x100000000, 1}).error(), abi::Error::not_supported);
    ASSERT_TRUE(set_message(fixture.bus, kDevice, {0xfee00000, 0x42}).ok());
    EXPECT_EQ(fixture.function.get(0x58, 2), 0x42u);
}

TEST(Messages, in_a_table_are_found_and_written) {
    Fixture fixture(0x11, 0x000f);
    fixture.function.set(0x54, 4, 0x3000 | 2);
    EXPECT_EQ(set_message(fixture.bus, kDevice, {}).error(), abi::Error::not_supported);
    auto table = find_message_table(fixture.bus, kDevice);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->bar, 2u);
    EXPECT_EQ(table->offset, 0x3000u);
    uint32_t entry[4] = {9, 9, 9, 1};
    write_table_entry(entry, {0xfee00000, 0x43});
    EXPECT_EQ(entry[0], 0xfee00000u);
    EXPECT_EQ(entry[1], 0u);
    EXPECT_EQ(entry[2], 0x43u);
    EXPECT_EQ(entry[3], 0u);
    use_message_table(fixture.bus, kDevice);
    EXPECT_EQ(fixture.function.get(0x52, 2) & 0xc000, 0x8000u);
    silence(fixture.bus, kDevice);
    EXPECT_EQ(fixture.function.get(0x52, 2) & 0x8000, 0u);
}

TEST(Messages, in_a_table_that_cannot_exist_are_refused) {
    Fixture fixture(0x11, 0);
    fixture.function.set(0x54, 4, 7);
    EXPECT_EQ(find_message_table(fixture.bus, kDevice).error(), abi::Error::not_supported);
}

} // namespace
} // namespace pci
