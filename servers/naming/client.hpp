// SPDX-License-Identifier: MIT
// What tasks link to find services and to offer them.
#pragma once

#include "kernel/abi/interface.hpp"
#include "kernel/abi/result.hpp"
#include "servers/naming/protocol.hpp"

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

/// All services, those that are only waited for as well, in the order in which they were first mentioned.
abi::Result<std::vector<protocol::Service>> list();

} // namespace naming
