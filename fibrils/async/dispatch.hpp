// SPDX-License-Identifier: MIT
// The loop of a generated server: takes the calls of one connection and gives each to its handler.
#pragma once

#include "fibrils/async/context.hpp"

#include <span>

namespace async {

/// Decodes, receives what follows, calls the server's function and answers. Returns what it answered; a call
/// that is answered later returns ok.
using Handler = Error (*)(void* server, Context& context, Call& call);

/// After method `method` was answered in state `from` with `error`, the state is `to`.
struct Transition {
    uint16_t method;
    uint8_t from;
    uint8_t to;
    Error error;
};

struct DispatchTable {
    std::span<const Handler> handlers; // by ordinal; null for none
    /// A bit for each state in which the method is allowed; empty: always.
    std::span<const uint32_t> allowed;
    std::span<const Transition> transitions;
};

/// Serves until the client hangs up. `opening` is accepted if it is pending. `state`: the first one. Unknown
/// methods are answered not_supported, what is not allowed in the state, or follows no call, protocol.
void dispatch(const DispatchTable& table, void* server, Connection& connection, Call opening, uint8_t state);

} // namespace async
