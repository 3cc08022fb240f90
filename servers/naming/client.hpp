// SPDX-License-Identifier: MIT
// What tasks link to find services and to offer them.
#pragma once

#include "fibrils/async/session.hpp"
#include "servers/naming/protocol.hpp"

#include <memory>
#include <vector>

namespace naming {

/// Opens a connection to the provider of `interface` (and service `number`). The phone is the caller's.
/// `blocking`: wait until somebody provides it. Errors: no_entry (nobody provides it), and what the provider
/// answers to the connect.
abi::Result<abi::Handle> connect(abi::InterfaceId interface, bool blocking, uint32_t number = 0,
                                 uint64_t argument = 0);

/// Offers `interface` to everybody; connections arrive at the handler set with async::set_handler, which must
/// have been set before. The offer ends with this task or with withdraw. Errors: exists (another task offers
/// it), limit.
abi::Result<void> provide(abi::InterfaceId interface, uint32_t number = 0);

/// Ends an offer of this task; open connections stay. Error: no_entry.
abi::Result<void> withdraw(abi::InterfaceId interface, uint32_t number = 0);

/// The session of this task with a service: made when it is first needed, and made anew after its server has
/// died. The request that finds out about the death fails with hung_up.
class ServiceSession {
  public:
    ServiceSession(abi::InterfaceId interface, async::Style style) : interface_(interface), style_(style) {}

    /// Keep the pointer while the session is in use. `blocking`: wait until somebody provides the service.
    /// Errors: of naming::connect.
    abi::Result<std::shared_ptr<async::Session>> get(bool blocking);

    /// Looks at the error of a request, and returns it.
    abi::Error check(const std::shared_ptr<async::Session>& used, abi::Error error) {
        if (error == abi::Error::hung_up && session_ == used)
            session_ = nullptr;
        return error;
    }

  private:
    abi::InterfaceId interface_;
    async::Style style_;
    std::shared_ptr<async::Session> session_; // null: none yet, or the server has died
};

/// All services, those that are only waited for as well, in the order in which they were first mentioned.
abi::Result<std::vector<protocol::Service>> list();

} // namespace naming
