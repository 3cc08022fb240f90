// SPDX-License-Identifier: MIT
// Deadlines of waiting tasks, earliest first. Virtual time, microseconds.
#pragma once

#include "kernel/task/task.hpp"

namespace kernel {

class Timeouts {
  public:
    /// The task is to be woken at `deadline`; negative: never. Replaces its earlier deadline.
    void set(Task& task, int64_t deadline);
    /// Wakes every task whose deadline is not after `now`.
    void fire(int64_t now);
    /// -1 when there is none.
    int64_t next() const { return queue_.empty() ? -1 : queue_.front()->deadline; }

  private:
    List<Task, &Task::timeout_node> queue_;
};

} // namespace kernel
