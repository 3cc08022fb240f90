// SPDX-License-Identifier: MIT
// What tasks link to know the time.
#pragma once

#include "servers/clock/clock_client.hpp"

#include <string>
#include <string_view>

namespace clocks {

abi::Result<ClockNow> now();

/// "UTC", or what the configuration or set_zone says.
abi::Result<std::string> zone_name();

/// For the whole system. Errors: invalid, name_too_long.
abi::Result<void> set_zone(int32_t offset_minutes, std::string_view name);

/// Waits for a time of day, microseconds since 1970 UTC. Error: limit (too many sleep).
abi::Result<void> sleep_until(int64_t real_time);

} // namespace clocks
