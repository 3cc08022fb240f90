// SPDX-License-Identifier: MIT
// A time zone without summer time: a name and a distance to UTC.
#pragma once

#include "kernel/abi/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace clocks {

struct Zone {
    std::string name = "UTC";
    int32_t offset = 0; // minutes, east of Greenwich is positive
};

/// Errors: invalid (more than 14 hours; a name that is empty or has blanks or control characters),
/// name_too_long (longer than kMaxZoneName).
abi::Result<Zone> make_zone(int32_t offset, std::string_view name);

/// "+01:00", "-0330", "+2" or "0" in minutes. Error: invalid.
abi::Result<int32_t> parse_offset(std::string_view text);

} // namespace clocks
