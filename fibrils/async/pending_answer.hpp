// SPDX-License-Identifier: MIT
// A message that was sent and whose answer has not been taken.
#pragma once

#include "fibrils/async/message.hpp"
#include "fibrils/async/pool.hpp"

namespace fibril {
struct Fibril;
}

namespace async {

struct PendingAnswer : PoolRecord {
    fibril::Fibril* waiter = nullptr;
    Handle phone = abi::kNoHandle;
    Handle moved = abi::kNoHandle; // by the message; an error leaves it here, and then it is closed
    bool done = false;
    bool forgotten = false;
    Answer answer;
};

/// From the kernel: gives the answer to whoever waits for it.
void take_answer(const abi::Message& message);

/// Has an answer said that the other end of this phone is gone? Remembered for a while.
bool known_dead(Handle phone);

} // namespace async
