// SPDX-License-Identifier: MIT
#pragma once

#include "fibrils/fibril.hpp"
#include "fibrils/queue.hpp"

namespace sync {

/// A number of permits; waiters get them in the order of their arrival.
class Semaphore {
  public:
    explicit constexpr Semaphore(uint32_t permits) : permits_(permits) {}
    Semaphore(const Semaphore&) = delete;
    Semaphore& operator=(const Semaphore&) = delete;

    /// Takes a permit, waits for one. Error hung_up: closed and none left.
    abi::Result<void> down();
    /// The same until `deadline`, absolute microseconds. Errors: timeout, hung_up.
    abi::Result<void> down_until(uint64_t deadline);
    /// False when there is none.
    bool try_down();
    /// Gives a permit, to the first waiter if there is one.
    void up();
    /// Nobody will wait any more: waiters and later callers that find no permit get hung_up.
    void close();

  private:
    fibril::Queue waiters_;
    uint32_t permits_;
    bool closed_ = false;
};

} // namespace sync
