// SPDX-License-Identifier: MIT
// A connection as the framework sees it; its reference is the label of the client's phone.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/message_queue.hpp"
#include "fibrils/async/pool.hpp"

namespace fibril {
struct Fibril;
}

namespace async {

struct ServedConnection : PoolRecord {
    Connection connection;
    MessageQueue queue;
    fibril::Fibril* waiter = nullptr; // in get_call
    bool hung_up = false;             // nothing will come any more
    ConnectionHandler handler = nullptr;
    void* data = nullptr;
    abi::Message opening;
};

/// The connection that the calling fibril serves. Ends the task if it serves none; `caller` is told then.
ServedConnection* own_connection(const char* caller);

/// The next call, or the last hang-up again: what get_call returns once there is something.
Call next_call(ServedConnection* served);

/// From the kernel: gives the call to its connection, or opens one, or refuses.
void take_call(const abi::Message& message);

/// From the kernel.
void take_notification(const abi::Message& message);

} // namespace async
