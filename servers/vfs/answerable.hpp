// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/abi/error.hpp"

namespace vfs {

/// The error that a server answers when something behind it failed. An answer of hung_up says that the
/// answering server itself hangs up, and the kernel closes the caller's phone: the death of a file system, or
/// of a device server, must not end the session of the program that found it out.
constexpr abi::Error answerable(abi::Error error) {
    return error == abi::Error::hung_up || error == abi::Error::forward_failed ? abi::Error::io : error;
}

} // namespace vfs
