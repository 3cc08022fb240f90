// SPDX-License-Identifier: MIT
#pragma once

#include "fibrils/fibril.hpp"
#include "fibrils/queue.hpp"

namespace sync {

/// Calls a function once, later, in a fibril of its own.
class Timer {
  public:
    using Callback = void (*)(void* argument);

    /// `name` is that of the fibril.
    explicit Timer(const char* name = "timer") : name_(name) {}
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    /// clear, and the end of its fibril. Not inside the callback.
    ~Timer();

    /// Calls `callback` after `microseconds`, in place of what was set before. The callback may set it again.
    /// Error no_memory: the fibril could not be made.
    abi::Result<void> set(uint64_t microseconds, Callback callback, void* argument);

    /// Afterwards the callback neither runs nor will run: a running one is waited for (unless the caller is
    /// the callback). True when this prevented a call.
    bool clear();

  private:
    static void run(void* timer);
    void fire();

    const char* name_;
    fibril::Id fibril_ = 0;
    fibril::Event changed_;
    fibril::Queue clearing_; // fibrils that wait for a running callback
    Callback callback_ = nullptr;
    void* argument_ = nullptr;
    uint64_t deadline_ = 0;
    bool set_ = false;
    bool running_ = false;
    bool closing_ = false;
};

} // namespace sync
