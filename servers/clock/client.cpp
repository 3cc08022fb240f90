// SPDX-License-Identifier: MIT
#include "servers/clock/client.hpp"

#include "servers/naming/client.hpp"

namespace clocks {

namespace {

naming::ServiceSession<ClockClient>& service() {
    static naming::ServiceSession<ClockClient> service;
    return service;
}

} // namespace

abi::Result<ClockNow> now() {
    const auto clock = TRY(service().get(true));
    return service().check(clock, clock->now());
}

abi::Result<std::string> zone_name() {
    const auto clock = TRY(service().get(true));
    return service().check(clock, clock->zone_name());
}

abi::Result<void> set_zone(int32_t offset_minutes, std::string_view name) {
    const auto clock = TRY(service().get(true));
    return service().check(clock, clock->set_zone(offset_minutes, name));
}

abi::Result<void> sleep_until(int64_t real_time) {
    const auto clock = TRY(service().get(true));
    return service().check(clock, clock->sleep_until(real_time));
}

} // namespace clocks
