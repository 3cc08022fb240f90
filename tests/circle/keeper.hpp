// SPDX-License-Identifier: MIT
// What both servers are. The mistake: the lock is held while the other one is asked, so one call is served at
// a time.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/lib/fatal.hpp"
#include "fibrils/sync/mutex.hpp"
#include "servers/naming/client.hpp"
#include "tests/circle/circle_client.hpp"
#include "tests/circle/circle_server.hpp"

namespace circle {

template<typename Server, typename OtherClient>
class Keeper final : public Server {
    abi::Result<uint64_t> update(async::Context&, uint64_t value) override {
        sync::Lock lock(mutex_);
        const auto other = TRY(other_.get(true));
        const uint64_t before = TRY(other_.check(other, other->check()));
        value_ = value;
        return before;
    }
    abi::Result<uint64_t> check(async::Context&) override {
        sync::Lock lock(mutex_);
        return value_;
    }

    sync::Mutex mutex_;
    naming::ServiceSession<OtherClient> other_;
    uint64_t value_ = 0;
};

/// Serves until the machine stops.
template<typename Server, typename OtherClient>
int keep(abi::InterfaceId interface) {
    static Keeper<Server, OtherClient> keeper;
    const auto serve = [](async::Connection& connection, async::Call opening, void*) {
        keeper.serve(connection, std::move(opening));
    };
    async::set_handler(interface, serve, nullptr, {.name = "client"});
    const auto provided = naming::provide(interface);
    if (!provided.ok())
        lib::fatal("cannot register: ", provided.error());
    async::run();
}

} // namespace circle
