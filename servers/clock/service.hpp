// SPDX-License-Identifier: MIT
// The clock: the machine's time with a zone, and a place to sleep.
#pragma once

#include "servers/clock/clock_server.hpp"
#include "servers/clock/zone.hpp"

namespace clocks {

/// Serves all clients.
class Service : public ClockServer {
  public:
    explicit Service(Zone zone) : zone_(std::move(zone)) {}

  private:
    abi::Result<ClockNow> now(async::Context& context) override;
    abi::Result<std::string> zone_name(async::Context& context) override;
    abi::Result<void> set_zone(async::Context& context, int32_t offset, std::string_view name) override;
    void sleep_until(async::Context& context, int64_t real_time, async::AnswerRight<void> answer) override;

    Zone zone_;
    uint32_t sleepers_ = 0;
};

} // namespace clocks
