// SPDX-License-Identifier: MIT
#include "servers/usb/controller.hpp"

#include "servers/usb/simulated_controller.hpp"

#include <gtest/gtest.h>

namespace usb {
namespace {

using abi::Error;

TEST(Controller, is_taken_from_the_firmware_and_started) {
    SimulatedController simulated;
    Controller controller(simulated);
    ASSERT_TRUE(controller.start().ok());
    EXPECT_FALSE(simulated.firmware_owns);
    EXPECT_EQ(controller.ports(), 4u);
    EXPECT_EQ(controller.slots(), 8u);
    EXPECT_FALSE(controller.has_failed());
}

TEST(Controller, that_never_gets_ready_is_given_up) {
    SimulatedController simulated;
    simulated.never_ready = true;
    Controller controller(simulated);
    EXPECT_EQ(controller.start().error(), Error::timeout);
    EXPECT_LT(simulated.now(), 10'000'000u);
}

TEST(Controller, whose_registers_make_no_sense_is_refused) {
    struct Nothing : SimulatedController {
        uint32_t read(uint32_t) override { return value; }
        uint32_t value = ~0u;
    } nothing;
    for (const uint32_t value : {~0u, 0u, 0x40u}) {
        nothing.value = value;
        Controller controller(nothing);
        EXPECT_FALSE(controller.start().ok()) << value;
    }
}

TEST(Controller, goes_round_its_rings) {
    SimulatedController simulated;
    Controller controller(simulated);
    ASSERT_TRUE(controller.start().ok());
    for (uint32_t i = 0; i < 3 * kRingBlocks; i++) {
        auto slot = controller.command({0, 0, Block::type(BlockType::enable_slot)});
        ASSERT_TRUE(slot.ok()) << i;
        ASSERT_TRUE(controller.command({0, 0, Block::type(BlockType::disable_slot) | *slot << 24}).ok());
    }
}

TEST(Controller, says_when_it_has_failed) {
    SimulatedController simulated;
    Controller controller(simulated);
    ASSERT_TRUE(controller.start().ok());
    simulated.failed = true;
    EXPECT_TRUE(controller.has_failed());
}

TEST(Controller, that_answers_no_command_is_an_error) {
    struct Deaf : SimulatedController {
        void write(uint32_t offset, uint32_t value) override {
            if (offset != 0x2000)
                SimulatedController::write(offset, value);
        }
    } deaf;
    Controller controller(deaf);
    ASSERT_TRUE(controller.start().ok());
    EXPECT_EQ(controller.command({0, 0, Block::type(BlockType::enable_slot)}).error(), Error::timeout);
}

} // namespace
} // namespace usb
