// SPDX-License-Identifier: MIT
// Kernel events and who hears of them.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/task/task.hpp"

namespace kernel {

/// One subscriber. Masking events are sent once and then wait for unmask, so a slow reader gets no flood.
struct Subscription {
    Task* task = nullptr;
    uint64_t method = 0;
    bool masked = false;
    bool missed = false; // happened while masked
};

class Events {
  public:
    /// Errors: exists (somebody else has it), invalid (unknown, or a device event).
    abi::Error subscribe(Task& task, abi::Event event, uint64_t method);
    abi::Error unsubscribe(Task& task, abi::Event event);
    /// Sends at once what was missed.
    abi::Error unmask(Task& task, abi::Event event);
    void drop_subscriber(Task& task);

    void task_ended(const Task& task, abi::TaskId id, const End& end);
    void log_written();

  private:
    static constexpr uint32_t kGlobalEvents = 3; // task_state, fault, log
    /// False: nobody listens, or the listener's account is full.
    bool send(abi::Event event, uint64_t a1, uint64_t a2, uint64_t a3);

    Subscription subscriptions_[kGlobalEvents];
};

} // namespace kernel
