// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/abi/error.hpp"

namespace async {

/// The error that a server's answer may carry. The kernel takes hung_up for the wish to close the caller's
/// connection. A server that passes on what it heard of a dead server behind it does not mean that: its own
/// connection is alive, and the client gets io. The same for a call that got lost on its way to such a
/// server.
constexpr abi::Error answer_error(abi::Error error) {
    return error == abi::Error::hung_up || error == abi::Error::forward_failed ? abi::Error::io : error;
}

} // namespace async
