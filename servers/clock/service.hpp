// SPDX-License-Identifier: MIT
// The clock: the machine's time with a zone, and a place to sleep.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/clock/protocol.hpp"
#include "servers/clock/zone.hpp"

namespace clocks {

class Service {
  public:
    explicit Service(Zone zone) : zone_(std::move(zone)) {}

    /// One client, until it hangs up.
    void serve(async::Call opening);

  private:
    void handle(async::Call call);
    abi::Result<void> give_zone_name();
    abi::Result<void> set_zone(int32_t offset);
    void sleep(async::Call call);

    Zone zone_;
    uint32_t sleepers_ = 0;
};

} // namespace clocks
