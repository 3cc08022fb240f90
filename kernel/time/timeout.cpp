// SPDX-License-Identifier: MIT
#include "kernel/time/timeout.hpp"

#include "kernel/kernel.hpp"

namespace kernel {

void Timeouts::set(Task& task, int64_t deadline) {
    if (task.deadline == deadline)
        return;
    if (task.timeout_node.linked())
        queue_.remove(task);
    task.deadline = deadline < 0 ? -1 : deadline;
    if (deadline < 0)
        return;
    // A deadline in the past is due now: time stands still while tasks run.
    if (deadline <= kernel().clock.uptime()) {
        task.deadline = -1;
        task.must_enter = true;
        return;
    }
    Task* position = queue_.front();
    while (position && position->deadline <= deadline)
        position = queue_.next(*position);
    if (position)
        queue_.insert_before(*position, task);
    else
        queue_.push_back(task);
}

void Timeouts::fire(int64_t now) {
    while (Task* task = queue_.front()) {
        if (task->deadline > now)
            return;
        queue_.remove(*task);
        task->deadline = -1;
        task->must_enter = true;
        kernel().scheduler.wake(*task);
    }
}

} // namespace kernel
