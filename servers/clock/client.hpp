// SPDX-License-Identifier: MIT
// What tasks link to know the time.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/clock/protocol.hpp"

#include <string>
#include <string_view>

namespace clocks {

struct Now {
    int64_t real_time = 0;   // microseconds since 1970, UTC
    uint64_t uptime = 0;     // microseconds since boot
    int32_t zone_offset = 0; // minutes that local time is ahead of UTC
};

abi::Result<Now> now();

/// "UTC", or what the configuration or set_zone says.
abi::Result<std::string> zone_name();

/// For the whole system. Errors: invalid, overflow.
abi::Result<void> set_zone(int32_t offset_minutes, std::string_view name);

/// Waits for a time of day, microseconds since 1970 UTC. Error: limit (too many sleep).
abi::Result<void> sleep_until(int64_t real_time);

} // namespace clocks
