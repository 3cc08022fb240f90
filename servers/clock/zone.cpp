// SPDX-License-Identifier: MIT
#include "servers/clock/zone.hpp"

#include "servers/clock/clock_types.hpp"

#include <algorithm>

namespace clocks {

using abi::Error;

namespace {

constexpr int32_t kMaxOffset = 14 * 60;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int32_t number(std::string_view digits) {
    int32_t value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    return value;
}

} // namespace

abi::Result<Zone> make_zone(int32_t offset, std::string_view name) {
    if (name.size() > kMaxZoneName)
        return Error::name_too_long;
    const bool printable = std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (name.empty() || !printable || offset < -kMaxOffset || offset > kMaxOffset)
        return Error::invalid;
    return Zone{std::string(name), offset};
}

abi::Result<int32_t> parse_offset(std::string_view text) {
    int32_t sign = 1;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        sign = text[0] == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    std::string digits(text);
    const size_t colon = digits.find(':');
    if (colon != std::string::npos) {
        if (colon == 0 || digits.size() != colon + 3)
            return Error::invalid;
        digits.erase(colon, 1);
    }
    if (digits.empty() || digits.size() > 4 || !std::all_of(digits.begin(), digits.end(), is_digit))
        return Error::invalid;
    const bool with_minutes = digits.size() > 2;
    const int32_t hours = number(with_minutes ? digits.substr(0, digits.size() - 2) : digits);
    const int32_t minutes = with_minutes ? number(digits.substr(digits.size() - 2)) : 0;
    if (minutes > 59 || hours * 60 + minutes > kMaxOffset)
        return Error::invalid;
    return sign * (hours * 60 + minutes);
}

} // namespace clocks
