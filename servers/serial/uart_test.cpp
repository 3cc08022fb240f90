// SPDX-License-Identifier: MIT
#include "servers/serial/uart.hpp"

#include <deque>
#include <gtest/gtest.h>
#include <map>

using namespace serial;

namespace {

/// A 16550 as its data sheet has it, or ports where nothing answers.
class SimulatedUart : public driver::Ports {
  public:
    uint8_t read(uint32_t offset) override {
        reads++;
        if (absent)
            return 0xff;
        switch (offset) {
        case 0: {
            if (divisor_access() || arrived.empty())
                return registers[0];
            const uint8_t byte = arrived.front();
            arrived.pop_front();
            return byte;
        }
        case 2:
            return (registers[1] & 1) != 0 && !arrived.empty() ? 0x04 : 0x01;
        case 6: {
            const uint8_t control = registers[4];
            if ((control & 0x10) == 0 || deaf)
                return 0xb0;
            return uint8_t((control & 0x0c) << 4 | (control & 0x02) << 3 | (control & 0x01) << 5);
        }
        case 5:
            return uint8_t((arrived.empty() ? 0 : 1) | (room ? 0x60 : 0));
        default:
            return registers[offset];
        }
    }

    void write(uint32_t offset, uint8_t value) override {
        if (offset == 0 && divisor_access())
            divisor = value;
        else if (offset == 0)
            sent += char(value);
        else if (offset == 2 && (value & 2) != 0)
            arrived.clear();
        registers[offset] = value;
    }

    bool divisor_access() { return (registers[3] & 0x80) != 0; }

    bool absent = false;
    bool deaf = false; // loopback does not work
    bool room = true;
    int reads = 0;
    int divisor = 0;
    std::map<uint32_t, uint8_t> registers;
    std::deque<uint8_t> arrived;
    std::string sent;
};

class UartTest : public ::testing::Test {
  protected:
    SimulatedUart device_;
    Uart uart_{device_};

    void arrive(std::string_view bytes) {
        device_.arrived.insert(device_.arrived.end(), bytes.begin(), bytes.end());
    }
};

TEST_F(UartTest, a_16550_is_found_and_made_ready) {
    device_.registers[4] = 0x03;
    EXPECT_TRUE(uart_.detect());
    EXPECT_EQ(device_.registers[4], 0x03);
    uart_.start();
    EXPECT_EQ(device_.registers[4], 0x0b);
    EXPECT_EQ(device_.registers[3], 0x03);
    EXPECT_EQ(device_.divisor, 1);
    EXPECT_EQ(device_.sent, "");
}

TEST_F(UartTest, what_is_typed_while_it_is_being_found_is_not_lost) {
    arrive("typed early");
    EXPECT_TRUE(uart_.detect());
    uart_.start();
    std::string bytes;
    uart_.receive(bytes, 100);
    EXPECT_EQ(bytes, "typed early");
}

TEST_F(UartTest, ports_without_a_device_are_not_one) {
    device_.absent = true;
    EXPECT_FALSE(uart_.detect());
    EXPECT_LT(device_.reads, 100);
}

TEST_F(UartTest, a_device_that_does_not_hear_itself_is_not_one) {
    device_.deaf = true;
    EXPECT_FALSE(uart_.detect());
    EXPECT_LT(device_.reads, 100);
}

TEST_F(UartTest, it_takes_no_more_than_there_is_room_for) {
    uart_.start();
    arrive("hello");
    std::string bytes;
    uart_.receive(bytes, 3);
    EXPECT_EQ(bytes, "hel");
    uart_.receive(bytes, 100);
    EXPECT_EQ(bytes, "hello");
    uart_.receive(bytes, 100);
    EXPECT_EQ(bytes, "hello");
}

TEST_F(UartTest, it_sends_a_queue_full_and_only_when_there_is_room) {
    uart_.start();
    EXPECT_EQ(uart_.send("0123456789abcdefXYZ"), 16u);
    EXPECT_EQ(device_.sent, "0123456789abcdef");
    device_.room = false;
    EXPECT_EQ(uart_.send("XYZ"), 0u);
    EXPECT_EQ(uart_.send(""), 0u);
}

TEST_F(UartTest, it_asks_only_for_what_somebody_is_interested_in) {
    uart_.start();
    arrive("x");
    EXPECT_FALSE(uart_.asks());
    uart_.set_interests(true, false);
    EXPECT_EQ(device_.registers[1], 1);
    EXPECT_TRUE(uart_.asks());
    uart_.set_interests(true, true);
    EXPECT_EQ(device_.registers[1], 3);
}

} // namespace
