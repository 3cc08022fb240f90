// SPDX-License-Identifier: MIT
#include "fibrils/async/manager.hpp"

#include "fibrils/async/pending_answer.hpp"
#include "fibrils/async/served_connection.hpp"
#include "fibrils/scheduler.hpp"

namespace async {

void deliver(const abi::Message& message) {
    switch (message.kind) {
    case abi::MessageKind::call:
        return take_call(message);
    case abi::MessageKind::answer:
        return take_answer(message);
    case abi::MessageKind::notification:
        return take_notification(message);
    default:
        return;
    }
}

void run() {
    for (;;)
        fibril::scheduler::wait("messages");
}

} // namespace async
