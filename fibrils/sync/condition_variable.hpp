// SPDX-License-Identifier: MIT
#pragma once

#include "fibrils/fibril.hpp"
#include "fibrils/queue.hpp"
#include "fibrils/sync/mutex.hpp"

namespace sync {

/// Where fibrils wait for a condition that a mutex protects. Waking is in the order of arrival.
class ConditionVariable {
  public:
    /// The caller owns `mutex`; it is released while waiting and owned again afterwards. Check the condition
    /// in a loop.
    void wait(Mutex& mutex);
    /// The same until `deadline`, absolute microseconds (fibril::now() scale). Error timeout; the mutex is
    /// owned.
    abi::Result<void> wait_until(Mutex& mutex, uint64_t deadline);
    /// Wakes the first waiter.
    void signal();
    void broadcast();

  private:
    fibril::Queue waiters_;
};

} // namespace sync
