// SPDX-License-Identifier: MIT
#include "servers/clock/hardware_clock.hpp"

namespace clocks {

using abi::Error;

namespace {

constexpr uint8_t kSecond = 0x00, kMinute = 0x02, kHour = 0x04, kDay = 0x07, kMonth = 0x08, kYear = 0x09;
constexpr uint8_t kStatusA = 0x0a, kStatusB = 0x0b;
constexpr uint8_t kCentury = 0x32; // where nearly all have it; others show something that is no century

constexpr uint8_t kUpdating = 0x80; // status A; an update takes 2 ms
constexpr uint8_t kBinary = 0x04;   // status B; else two decimal digits
constexpr uint8_t k24Hours = 0x02;
constexpr uint8_t kAfternoon = 0x80; // of an hour in 12 hour format

constexpr int kPatience = 100'000; // reads of status A, above 5 ms on any machine
constexpr int kReadings = 5;       // until two are equal

/// -1: not two decimal digits.
int decode(uint8_t value, bool binary) {
    if (binary)
        return value;
    const int tens = value >> 4, ones = value & 15;
    return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
}

int decode_hour(uint8_t value, uint8_t format) {
    const bool binary = (format & kBinary) != 0;
    if ((format & k24Hours) != 0)
        return decode(value, binary);
    const int hour = decode(value & ~kAfternoon, binary);
    if (hour < 1 || hour > 12)
        return -1;
    return hour % 12 + ((value & kAfternoon) != 0 ? 12 : 0);
}

/// Years since 2000 are taken for granted unless the register of the century says otherwise.
int decode_year(uint8_t year, uint8_t century, bool binary) {
    const int two_digits = decode(year, binary);
    const int hundreds = decode(century, binary);
    const bool plausible = hundreds >= 19 && hundreds <= 29;
    return two_digits < 0 || two_digits > 99 ? -1 : (plausible ? hundreds : 20) * 100 + two_digits;
}

bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_of_month(int month, int year) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return kDays[month - 1] + (month == 2 && is_leap(year));
}

int64_t days_since_1970(int year, int month, int day) {
    const auto leap_years_before = [](int64_t y) { return (y - 1) / 4 - (y - 1) / 100 + (y - 1) / 400; };
    int64_t days = int64_t(year - 1970) * 365 + leap_years_before(year) - leap_years_before(1970);
    for (int past = 1; past < month; past++)
        days += days_of_month(past, year);
    return days + day - 1;
}

} // namespace

uint8_t HardwareClock::value(uint8_t index) {
    ports_.write(0, index);
    return ports_.read(1);
}

bool HardwareClock::wait_for_rest() {
    for (int tries = 0; tries < kPatience; tries++)
        if ((value(kStatusA) & kUpdating) == 0)
            return true;
    return false;
}

std::optional<HardwareClock::Reading> HardwareClock::read_whole() {
    if (!wait_for_rest())
        return {};
    return Reading{.second = value(kSecond),
                   .minute = value(kMinute),
                   .hour = value(kHour),
                   .day = value(kDay),
                   .month = value(kMonth),
                   .year = value(kYear),
                   .century = value(kCentury),
                   .format = value(kStatusB)};
}

// An update may begin in the middle of a reading: two in a row have to be equal.
abi::Result<int64_t> HardwareClock::read() {
    auto reading = read_whole();
    bool settled = false;
    for (int count = 0; reading && count < kReadings && !settled; count++) {
        const auto again = read_whole();
        settled = again == reading;
        reading = again;
    }
    if (!reading || !settled)
        return Error::timeout;
    const bool binary = (reading->format & kBinary) != 0;
    const int second = decode(reading->second, binary), minute = decode(reading->minute, binary);
    const int hour = decode_hour(reading->hour, reading->format);
    const int day = decode(reading->day, binary), month = decode(reading->month, binary);
    const int year = decode_year(reading->year, reading->century, binary);
    const bool is_time =
        second >= 0 && second <= 59 && minute >= 0 && minute <= 59 && hour >= 0 && hour <= 23;
    const bool is_date =
        year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(month, year);
    if (!is_time || !is_date)
        return Error::io;
    return ((days_since_1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
}

} // namespace clocks
