// SPDX-License-Identifier: MIT
#include "servers/clock/hardware_clock.hpp"

#include <gtest/gtest.h>
#include <map>

using namespace clocks;
using abi::Error;

namespace {

/// 128 registers behind an index. Nothing there: every register reads 0xff.
class SimulatedClock : public driver::Ports {
  public:
    uint8_t read(uint32_t) override {
        reads++;
        if (index == 0x0a && updates > 0) {
            updates--;
            return 0xa6;
        }
        if (index == 0x00 && tick_at == ++second_reads)
            registers[0]++;
        return registers.count(index) ? registers[index] : missing;
    }
    void write(uint32_t offset, uint8_t value) override {
        if (offset == 0)
            index = value;
    }

    std::map<uint8_t, uint8_t> registers;
    uint8_t missing = 0;
    uint8_t index = 0;
    int updates = 0; // how often status A still says that an update is under way
    int tick_at = 0; // the second changes at this reading of it
    int second_reads = 0;
    int reads = 0;
};

class HardwareClockTest : public ::testing::Test {
  protected:
    HardwareClockTest() { show(0x26, 0x11, 0x25, 0x14, 0x49, 0x35); } // in decimal digits

    void show(uint8_t year, uint8_t month, uint8_t day, uint8_t hour, uint8_t minute, uint8_t second,
              uint8_t format = 0x02, uint8_t century = 0x20) {
        device_.registers = {{0x00, second}, {0x02, minute}, {0x04, hour},   {0x07, day},    {0x08, month},
                             {0x09, year},   {0x0a, 0x26},   {0x0b, format}, {0x32, century}};
    }
    int64_t read() {
        auto time = HardwareClock(device_).read();
        EXPECT_TRUE(time.ok());
        return time.ok() ? *time : -1;
    }
    Error error() { return HardwareClock(device_).read().error(); }

    SimulatedClock device_;
};

constexpr int64_t kExample = 1795618175; // 2026-11-25 14:49:35 UTC

TEST_F(HardwareClockTest, decimal_digits_and_24_hours) {
    EXPECT_EQ(read(), kExample);
}

TEST_F(HardwareClockTest, binary_and_24_hours) {
    show(26, 11, 25, 14, 49, 35, 0x06, 20);
    EXPECT_EQ(read(), kExample);
}

TEST_F(HardwareClockTest, twelve_hours_with_noon_and_midnight) {
    show(0x26, 0x11, 0x25, 0x82, 0x49, 0x35, 0x00); // 2 in the afternoon
    EXPECT_EQ(read(), kExample);
    show(26, 11, 25, 0x80 | 2, 49, 35, 0x04, 20);
    EXPECT_EQ(read(), kExample);
    show(0x26, 0x11, 0x25, 0x92, 0x49, 0x35, 0x00); // 12 at noon
    EXPECT_EQ(read(), kExample - 2 * 3600);
    show(0x26, 0x11, 0x25, 0x12, 0x49, 0x35, 0x00); // 12 at midnight
    EXPECT_EQ(read(), kExample - 14 * 3600);
}

TEST_F(HardwareClockTest, centuries_where_there_is_a_register_and_where_not) {
    show(0x99, 0x12, 0x31, 0x23, 0x59, 0x59, 0x02, 0x19);
    EXPECT_EQ(read(), 946684799);
    for (int century : {0x00, 0xff, 0x5a, 0x99}) {
        show(0x00, 0x01, 0x01, 0x00, 0x00, 0x00, 0x02, uint8_t(century));
        EXPECT_EQ(read(), 946684800) << century;
    }
}

TEST_F(HardwareClockTest, leap_days) {
    show(0x24, 0x02, 0x29, 0x00, 0x00, 0x00);
    EXPECT_EQ(read(), 1709164800);
    show(0x24, 0x03, 0x01, 0x00, 0x00, 0x00);
    EXPECT_EQ(read(), 1709251200);
    show(0x23, 0x02, 0x29, 0x00, 0x00, 0x00);
    EXPECT_EQ(error(), Error::io);
}

TEST_F(HardwareClockTest, an_update_is_waited_for) {
    device_.updates = 1000;
    EXPECT_EQ(read(), kExample);
}

TEST_F(HardwareClockTest, a_reading_that_an_update_tore_apart_is_repeated) {
    device_.tick_at = 2;
    EXPECT_EQ(read(), kExample + 1);
}

TEST_F(HardwareClockTest, an_absent_clock_ends_the_wait) {
    device_.registers.clear();
    device_.missing = 0xff;
    EXPECT_EQ(error(), Error::timeout);
    EXPECT_LT(device_.reads, 200'000);
}

TEST_F(HardwareClockTest, what_is_no_date_is_an_error) {
    device_.registers.clear(); // all zero, as after the battery has died
    EXPECT_EQ(error(), Error::io);
    show(0x26, 0x13, 0x25, 0x14, 0x49, 0x35);
    EXPECT_EQ(error(), Error::io);
    show(0x26, 0x11, 0x25, 0x24, 0x49, 0x35);
    EXPECT_EQ(error(), Error::io);
    show(0x2a, 0x11, 0x25, 0x14, 0x49, 0x35);
    EXPECT_EQ(error(), Error::io);
    show(0x26, 0x11, 0x25, 0x13, 0x49, 0x35, 0x00); // 13 in 12 hour format
    EXPECT_EQ(error(), Error::io);
}

} // namespace
