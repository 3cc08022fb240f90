// SPDX-License-Identifier: MIT
// Arguments: offset of local time to UTC ("+01:00") and name of the zone; UTC without them.
#include "fibrils/lib/fatal.hpp"
#include "servers/clock/service.hpp"
#include "servers/naming/client.hpp"

namespace {

abi::Result<clocks::Zone> zone_from(int count, char** arguments) {
    if (count < 3)
        return clocks::Zone{};
    return clocks::make_zone(TRY(clocks::parse_offset(arguments[1])), arguments[2]);
}

void serve(async::Connection& connection, async::Call opening, void* service) {
    static_cast<clocks::Service*>(service)->serve(connection, std::move(opening));
}

} // namespace

int main(int count, char** arguments) {
    auto zone = zone_from(count, arguments);
    if (!zone.ok())
        lib::log("no time zone: ", arguments[1], " ", arguments[2], "; using UTC");
    static clocks::Service service(std::move(zone).value_or({}));
    async::set_handler(clocks::kClockInterface, serve, &service, {.name = "client"});
    const auto provided = naming::provide(clocks::kClockInterface);
    if (!provided.ok())
        lib::fatal("cannot register: ", provided.error());
    async::run();
}
