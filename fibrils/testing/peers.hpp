// SPDX-License-Identifier: MIT
// Connects the two ends of a generated interface within the one task of the fake kernel.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/testing/fake_kernel.hpp"

namespace fake {

/// A connection handler; `server` is a Server.
template<typename Server>
void serve_with(async::Connection& connection, async::Call opening, void* server) {
    static_cast<Server*>(server)->serve(connection, std::move(opening));
}

/// A session of Client with `server`, which has to outlive fake::run.
template<typename Client, typename Server>
Client connect(Server& server, uint64_t a2 = 0, uint64_t a3 = 0) {
    async::set_handler(Client::kInterface, serve_with<Server>, &server);
    return Client(*async::connect_me_to(make_phone(0), Client::kInterface, a2, a3), a2, a3);
}

} // namespace fake
