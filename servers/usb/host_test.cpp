// SPDX-License-Identifier: MIT
#include "servers/usb/host.hpp"

#include "servers/usb/simulated_controller.hpp"

#include <gtest/gtest.h>

namespace usb {
namespace {

using input::KeyEvent;
using Events = std::vector<KeyEvent>;

constexpr input::Key kA = 4;

class HostTest : public ::testing::Test, public KeySink {
  protected:
    void keys(const Events& events) override { events_.insert(events_.end(), events.begin(), events.end()); }
    void note(uint32_t port, const char* what) override { notes_ += std::to_string(port) + " " + what + "|"; }

    Events take() { return std::exchange(events_, {}); }
    void step() { ASSERT_TRUE(host_.step().ok()); }
    void type(uint32_t port, const std::array<uint8_t, 8>& report) {
        controller_.device(port).reports.push_back(report);
        controller_.poll(port);
        step();
    }
    static SimulatedDevice keyboard() {
        SimulatedDevice device;
        device.configuration = keyboard_configuration();
        return device;
    }

    SimulatedController controller_;
    Host host_{controller_, *this};
    Events events_;
    std::string notes_;
};

TEST_F(HostTest, takes_keys_of_a_keyboard_that_was_there) {
    controller_.plug(2, keyboard());
    ASSERT_TRUE(host_.start().ok());
    step();
    EXPECT_EQ(notes_, "2 a keyboard|");
    EXPECT_EQ(controller_.device(2).chosen, 1);
    EXPECT_EQ(controller_.device(2).protocol, 0) << "boot";
    EXPECT_EQ(controller_.device(2).lights, input::kNumLockLight);
    type(2, {0, 0, kA});
    type(2, {});
    EXPECT_EQ(take(), (Events{{kA, true}, {kA, false}}));
}

TEST_F(HostTest, takes_more_reports_than_a_ring_has_blocks) {
    controller_.plug(1, keyboard());
    ASSERT_TRUE(host_.start().ok());
    step();
    for (uint32_t i = 0; i < 2 * kRingBlocks; i++) {
        type(1, {0, 0, kA});
        type(1, {});
    }
    EXPECT_EQ(take().size(), 4 * kRingBlocks);
}

TEST_F(HostTest, follows_plugging_and_lets_keys_go) {
    ASSERT_TRUE(host_.start().ok());
    step();
    const uint32_t pages = controller_.pages();
    for (int i = 0; i < 20; i++) {
        controller_.plug(3, keyboard());
        step();
        type(3, {0, 0, kA});
        controller_.unplug(3);
        step();
        EXPECT_EQ(take(), (Events{{kA, true}, {kA, false}}));
    }
    EXPECT_EQ(controller_.pages(), pages) << "nothing is lost";
    EXPECT_EQ(controller_.slots_in_use(), 0u);
}

TEST_F(HostTest, speaks_with_keyboards_of_any_speed_and_packet_size) {
    uint32_t port = 1;
    for (const auto& [speed, packet] : {std::pair(1u, 64), {2u, 8}, {3u, 64}, {1u, 16}}) {
        SimulatedDevice device = keyboard();
        device.speed = speed;
        device.packet = uint8_t(packet);
        controller_.plug(port++, std::move(device));
    }
    ASSERT_TRUE(host_.start().ok());
    step();
    EXPECT_EQ(notes_, "1 a keyboard|2 a keyboard|3 a keyboard|4 a keyboard|");
    type(3, {0, 0, kA});
    type(4, {0x02});
    EXPECT_EQ(take(), (Events{{kA, true}, {input::kLeftShift, true}}));
}

TEST_F(HostTest, goes_on_when_a_keyboard_refuses_a_request) {
    SimulatedDevice device = keyboard();
    device.refuses_idle = true;
    controller_.plug(1, std::move(device));
    ASSERT_TRUE(host_.start().ok());
    step();
    type(1, {0, 0, kA});
    EXPECT_EQ(take(), (Events{{kA, true}}));
    EXPECT_EQ(controller_.device(1).lights, input::kNumLockLight);
}

TEST_F(HostTest, shows_lights_that_are_told) {
    controller_.plug(1, keyboard());
    ASSERT_TRUE(host_.start().ok());
    host_.set_lights(input::kCapsLockLight);
    step();
    EXPECT_EQ(controller_.device(1).lights, input::kCapsLockLight);
}

TEST_F(HostTest, leaves_other_devices_alone) {
    SimulatedDevice device = keyboard();
    device.configuration[14] = 8; // mass storage
    controller_.plug(1, std::move(device));
    ASSERT_TRUE(host_.start().ok());
    step();
    step();
    EXPECT_EQ(notes_, "1 a device that is no keyboard|");
    EXPECT_EQ(controller_.slots_in_use(), 0u);
}

TEST_F(HostTest, gives_a_device_up_that_does_not_answer_and_serves_the_others) {
    SimulatedDevice device = keyboard();
    device.silent = true;
    controller_.plug(1, std::move(device));
    controller_.plug(2, keyboard());
    ASSERT_TRUE(host_.start().ok());
    for (int i = 0; i < 5; i++)
        step();
    EXPECT_EQ(notes_, "2 a keyboard|1 input/output error|");
    type(2, {0, 0, kA});
    EXPECT_EQ(take(), (Events{{kA, true}}));
    EXPECT_LT(controller_.now(), 30'000'000u);
}

TEST_F(HostTest, repeats_keys_when_their_time_has_come) {
    controller_.plug(1, keyboard());
    ASSERT_TRUE(host_.start().ok());
    step();
    type(1, {0, 0, kA});
    take();
    auto next = host_.step();
    ASSERT_TRUE(next.ok());
    controller_.wait(BootKeyboard::kRepeatDelay);
    step();
    EXPECT_EQ(take(), (Events{{kA, true}}));
}

TEST_F(HostTest, says_when_the_controller_has_failed) {
    ASSERT_TRUE(host_.start().ok());
    controller_.failed = true;
    EXPECT_EQ(host_.step().error(), abi::Error::io);
}

} // namespace
} // namespace usb
