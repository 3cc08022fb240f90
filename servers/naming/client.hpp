// SPDX-License-Identifier: MIT
// What tasks link to find services and to offer them.
#pragma once

#include "fibrils/async/session.hpp"
#include "servers/naming/naming_types.hpp"

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

/// The session of this task with a service, as a generated client: made when it is first needed, and made
/// anew after its server has died. The request that finds out about the death fails with hung_up.
template<typename Client>
class ServiceSession {
  public:
    /// Keep the pointer while the session is in use. `blocking`: wait until somebody provides the service.
    /// Errors: of naming::connect.
    abi::Result<std::shared_ptr<Client>> get(bool blocking) {
        if (session_)
            return session_;
        auto made = std::make_shared<Client>(TRY(connect(Client::kInterface, blocking)));
        if (!session_) // another fibril may have been faster
            session_ = std::move(made);
        return session_;
    }

    /// Looks at the result of a request, and returns it.
    template<typename Value>
    abi::Result<Value> check(const std::shared_ptr<Client>& used, abi::Result<Value> result) {
        if (result.error() == abi::Error::hung_up && session_ == used)
            session_ = nullptr;
        return result;
    }

  private:
    std::shared_ptr<Client> session_; // null: none yet, or the server has died
};

/// All services, those that are only waited for as well, in the order in which they were first mentioned.
abi::Result<std::vector<ProvidedService>> list();

} // namespace naming
