// SPDX-License-Identifier: MIT
// The naming service: a Table, and the messages that change it.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/naming/table.hpp"

namespace naming {

class Service {
  public:
    /// A connect for an interface that is not ours: forwarded to the provider, parked, or refused.
    void introduce(async::Call connect);

    /// Serves one session with naming itself until it hangs up; then all that it provided is withdrawn.
    void serve(async::Connection& session, async::Call opening);

  private:
    class Session; // one connection of interface "name"
    void park(const Key& key, async::Call connect);
    void serve_waiting(const Key& key, abi::Handle phone);
    void drop_orphans();

    Table table_;
    uint64_t next_owner_ = 1;
};

} // namespace naming
