// SPDX-License-Identifier: MIT
#include "servers/keyboard/controller.hpp"
#include "servers/keyboard/scan_code.hpp"

#include <gtest/gtest.h>
#include <vector>

using namespace keyboard;
using input::Key;
using input::KeyEvent;

namespace {

/// Keys of a sequence of bytes.
std::vector<KeyEvent> keys(std::initializer_list<int> bytes) {
    ScanCodes codes;
    std::vector<KeyEvent> events;
    for (int byte : bytes)
        if (auto event = codes.feed(uint8_t(byte)))
            events.push_back(*event);
    return events;
}

using Events = std::vector<KeyEvent>;

TEST(ScanCodes, plain_keys_go_down_and_up) {
    EXPECT_EQ(keys({0x1e, 0x9e}), (Events{{input::kKeyA, true}, {input::kKeyA, false}}));
    EXPECT_EQ(keys({0x2c}), (Events{{input::kKeyZ, true}}));
    EXPECT_EQ(keys({0x0b, 0x1c, 0x39}), (Events{{0x27, true}, {input::kEnter, true}, {input::kSpace, true}}));
    EXPECT_EQ(keys({0x56, 0xd8}), (Events{{input::kExtraKey, true}, {input::kF12, false}}));
}

TEST(ScanCodes, a_prefix_tells_twins_apart) {
    EXPECT_EQ(keys({0x48, 0xe0, 0x48}), (Events{{Key(input::kPad1 + 7), true}, {input::kUp, true}}));
    EXPECT_EQ(keys({0xe0, 0x9d, 0x1d}), (Events{{input::kRightControl, false}, {input::kLeftControl, true}}));
    EXPECT_EQ(keys({0xe0, 0x1c}), (Events{{input::kPadEnter, true}}));
}

TEST(ScanCodes, shifts_that_the_keyboard_pretends_are_not_there) {
    EXPECT_EQ(keys({0xe0, 0x2a, 0xe0, 0x52}), (Events{{input::kInsert, true}}));
    EXPECT_EQ(keys({0xe0, 0xd2, 0xe0, 0xaa}), (Events{{input::kInsert, false}}));
    EXPECT_EQ(keys({0xe0, 0x2a, 0xe0, 0x37}), (Events{{input::kPrintScreen, true}}));
}

TEST(ScanCodes, pause_is_one_key) {
    EXPECT_EQ(keys({0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5}),
              (Events{{input::kPause, true}, {input::kPause, false}}));
}

TEST(ScanCodes, bytes_without_meaning_do_no_harm) {
    EXPECT_EQ(keys({0x00, 0xff, 0xfa, 0x54, 0x7f, 0xe0, 0x00, 0x1e}), (Events{{input::kKeyA, true}}));
    for (int first = 0; first < 256; first++)
        for (int second = 0; second < 256; second++)
            EXPECT_LE(keys({first, second}).size(), 2u);
}

/// An i8042 with a keyboard, or without one, or none at all.
class SimulatedController {
  public:
    class Data : public driver::Ports {
      public:
        explicit Data(SimulatedController& owner) : owner_(owner) {}
        uint8_t read(uint32_t) override { return owner_.take(); }
        void write(uint32_t, uint8_t value) override { owner_.data(value); }

      private:
        SimulatedController& owner_;
    };
    class Command : public driver::Ports {
      public:
        explicit Command(SimulatedController& owner) : owner_(owner) {}
        uint8_t read(uint32_t) override { return owner_.status(); }
        void write(uint32_t, uint8_t value) override { owner_.command(value); }

      private:
        SimulatedController& owner_;
    };

    void type(uint8_t byte) { output.push_back(byte); }
    uint8_t status() {
        reads++;
        if (absent)
            return 0xff;
        return uint8_t((output.empty() ? 0 : 1) | (stuck ? 2 : 0) | (from_mouse ? 0x20 : 0));
    }
    uint8_t take() {
        if (absent || output.empty())
            return 0xff;
        const uint8_t byte = output.front();
        output.pop_front();
        from_mouse = false;
        return byte;
    }
    void command(uint8_t value) {
        commands.push_back(value);
        if (value == 0xaa)
            output.push_back(broken ? 0xfc : 0x55);
        else if (value == 0xab)
            output.push_back(0);
        else if (value == 0x20)
            output.push_back(configuration);
        configuring = value == 0x60;
    }
    void data(uint8_t value) {
        if (configuring)
            configuration = value;
        else if (keyboard_present)
            hear(value);
        configuring = false;
    }
    void hear(uint8_t value) {
        heard.push_back(value);
        if (typed_before_answer != 0)
            output.push_back(typed_before_answer);
        typed_before_answer = 0;
        output.push_back(repeats > 0 ? 0xfe : 0xfa);
        repeats -= repeats > 0;
    }

    bool absent = false;
    bool stuck = false;
    bool broken = false;
    bool from_mouse = false;
    bool keyboard_present = true;
    bool configuring = false;
    int repeats = 0;
    int reads = 0;
    uint8_t typed_before_answer = 0;
    uint8_t configuration = 0x36; // mouse interrupt, clocks off, no translation
    std::deque<uint8_t> output;
    std::vector<uint8_t> commands;
    std::vector<uint8_t> heard;
    Data data_port{*this};
    Command command_port{*this};
};

int pauses = 0;

class ControllerTest : public ::testing::Test {
  protected:
    ControllerTest() { pauses = 0; }

    SimulatedController device_;
    Controller controller_{device_.data_port, device_.command_port, [] { pauses++; }};
};

TEST_F(ControllerTest, is_configured_for_scan_code_set_1_with_interrupts) {
    EXPECT_TRUE(controller_.start());
    EXPECT_EQ(device_.configuration, 0x65);
    EXPECT_EQ(device_.commands.back(), 0xae);
    EXPECT_EQ(device_.heard, (std::vector<uint8_t>{0xf4}));
    EXPECT_EQ(pauses, 0);
}

TEST_F(ControllerTest, that_is_absent_is_noticed_at_once) {
    device_.absent = true;
    EXPECT_FALSE(controller_.start());
    EXPECT_LT(device_.reads, 10);
    EXPECT_FALSE(controller_.receive().has_value());
}

TEST_F(ControllerTest, that_never_gets_ready_ends_the_wait) {
    device_.stuck = true;
    EXPECT_FALSE(controller_.start());
    EXPECT_EQ(pauses, 500);
}

TEST_F(ControllerTest, that_fails_its_self_test_is_not_used) {
    device_.broken = true;
    EXPECT_FALSE(controller_.start());
}

TEST_F(ControllerTest, without_a_keyboard_starts_and_waits_for_one) {
    device_.keyboard_present = false;
    EXPECT_TRUE(controller_.start());
    EXPECT_FALSE(controller_.receive().has_value());
    device_.type(0x1e);
    EXPECT_EQ(controller_.receive(), 0x1e);
}

TEST_F(ControllerTest, forgets_what_was_typed_before_it_was_started) {
    device_.type(0x1e);
    EXPECT_TRUE(controller_.start());
    EXPECT_FALSE(controller_.receive().has_value());
}

TEST_F(ControllerTest, bytes_of_a_mouse_are_not_keys) {
    controller_.start();
    device_.type(0x08);
    device_.from_mouse = true;
    device_.type(0x1e);
    EXPECT_EQ(controller_.receive(), 0x1e);
    EXPECT_FALSE(controller_.receive().has_value());
}

TEST_F(ControllerTest, lights_are_set_in_the_keyboards_own_order) {
    controller_.start();
    EXPECT_TRUE(controller_.set_lights(input::kCapsLockLight));
    EXPECT_EQ(device_.heard, (std::vector<uint8_t>{0xf4, 0xed, 4}));
    EXPECT_TRUE(controller_.set_lights(input::kNumLockLight | input::kScrollLockLight));
    EXPECT_EQ(device_.heard.back(), 3);
}

TEST_F(ControllerTest, a_keyboard_that_asks_again_is_told_again_but_not_for_ever) {
    controller_.start();
    device_.repeats = 2;
    EXPECT_TRUE(controller_.set_lights(0));
    device_.repeats = 1000;
    EXPECT_FALSE(controller_.set_lights(0));
}

TEST_F(ControllerTest, what_is_typed_while_lights_are_set_is_not_lost) {
    controller_.start();
    device_.typed_before_answer = 0x1e;
    EXPECT_TRUE(controller_.set_lights(0));
    device_.type(0x9e);
    EXPECT_EQ(controller_.receive(), 0x1e);
    EXPECT_EQ(controller_.receive(), 0x9e);
    EXPECT_FALSE(controller_.receive().has_value());
}

} // namespace
