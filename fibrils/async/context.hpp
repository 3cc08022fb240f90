// SPDX-License-Identifier: MIT
// What the handler of a generated server knows besides the arguments.
#pragma once

#include "fibrils/async/connection.hpp"

namespace async {

struct Context {
    Connection& connection;
    abi::TaskId caller;
    uint8_t state; // of the connection, as numbered by the generated code
};

} // namespace async
