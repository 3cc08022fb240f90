// SPDX-License-Identifier: MIT
// Wire protocol of the clock: what time it is here, and waking at a time of day.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace clocks::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("time");

inline constexpr uint32_t kMaxZoneName = 32; // bytes
inline constexpr uint32_t kMaxSleepers = 64;

enum class Method : uint64_t {
    /// Answer: a1 microseconds since 1970 UTC, a2 microseconds since boot, a3 offset of local time to UTC in
    /// minutes (signed).
    now = abi::kFirstUserMethod,
    /// A data read must follow: name of the zone, without NUL.
    zone_name,
    /// a1 offset in minutes (signed); a data write of the name must follow. Errors: invalid (more than 14
    /// hours,
    /// or a name that is empty or not printable), overflow (name too long).
    set_zone,
    /// a1 microseconds since 1970 UTC: answered then, or at once if that is over. Error: limit
    /// (kMaxSleepers).
    sleep_until,
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::now), "now", "", "real_time uptime offset"},
    {uint64_t(Method::zone_name), "zone_name", "", ""},
    {uint64_t(Method::set_zone), "set_zone", "offset", ""},
    {uint64_t(Method::sleep_until), "sleep_until", "real_time", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "clock", kMethods};

} // namespace clocks::protocol
