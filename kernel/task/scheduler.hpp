// SPDX-License-Identifier: MIT
// Deterministic: ready tasks run first in, first out, one message a dispatch.
#pragma once

#include "kernel/task/task.hpp"

namespace kernel {

class Scheduler {
  public:
    /// Puts the task at the end of the ready queue unless it is in it.
    void wake(Task& task) {
        if (!task.ready_node.linked() && &task != current_)
            ready_.push_back(task);
    }
    void forget(Task& task) {
        if (task.ready_node.linked())
            ready_.remove(task);
    }

    /// Dispatches until nothing is ready (false) or the counter has reached `until` (true).
    bool run(uint64_t until);
    /// After a trap unwound run(): ends the task that ran.
    void fault(const End& end);

    /// The task on whose behalf the kernel acts; only valid inside a system call or a dispatch.
    Task& current() const { return *current_; }
    Task* running() const { return current_; }
    /// For unit tests, which make system calls without being entered.
    void set_current(Task* task) { current_ = task; }
    uint64_t dispatches() const { return dispatches_; }
    const List<Task, &Task::ready_node>& ready() const { return ready_; }

  private:
    void dispatch(Task& task);
    /// The message that a dispatch begins with; false: there is no reason for one.
    bool begin(Task& task, abi::Message& message);
    void finish(Task& task, int64_t deadline);

    List<Task, &Task::ready_node> ready_;
    Task* current_ = nullptr;
    uint64_t dispatches_ = 0;
};

} // namespace kernel
