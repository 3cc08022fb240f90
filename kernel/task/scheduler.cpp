// SPDX-License-Identifier: MIT
#include "kernel/task/scheduler.hpp"

#include "kernel/kernel.hpp"

namespace kernel {

bool Scheduler::run(uint64_t until) {
    while (dispatches_ < until && !kernel().stopped) {
        Task* task = ready_.pop_front();
        if (!task)
            return false;
        dispatch(*task);
    }
    return !ready_.empty();
}

void Scheduler::dispatch(Task& task) {
    ++dispatches_;
    current_ = &task;
    const bool preempted = task.preempted;
    abi::Message message;
    if (preempted)
        task.preempted = false;
    else if (!begin(task, message))
        return;
    kernel().in_kernel = false;
    finish(task, preempted ? arch::task_resume(task.slot) : arch::task_enter(task.slot, message));
}

bool Scheduler::begin(Task& task, abi::Message& message) {
    ++task.dispatches;
    if (task.state == abi::TaskState::created) {
        task.state = abi::TaskState::running;
        message.kind = abi::MessageKind::start;
    } else {
        task.box.take(message);
    }
    if (message.kind == abi::MessageKind::none && !task.must_enter) {
        current_ = nullptr;
        // A call to itself that could not be delivered has become an answer just now.
        if (task.box.has_messages())
            wake(task);
        return false;
    }
    task.must_enter = false;
    kernel().trace.dispatched(task);
    return true;
}

void Scheduler::finish(Task& task, int64_t deadline) {
    kernel().in_kernel = true;
    current_ = nullptr;
    if (task.exiting) {
        auto state = task.killed ? abi::TaskState::killed : abi::TaskState::exited;
        destroy_task(task, {state, task.exit_status, 0});
        return;
    }
    if (deadline == arch::kFaulted) [[unlikely]] {
        arch::Fault fault = arch::task_fault();
        destroy_task(task, {abi::TaskState::faulted, static_cast<uint32_t>(fault.kind), fault.place});
        return;
    }
    task.preempted = deadline == arch::kPreempted;
    if (!task.preempted)
        kernel().timeouts.set(task, deadline);
    if (task.preempted || task.box.has_messages() || task.must_enter)
        wake(task);
}

void Scheduler::fault(const End& end) {
    Task* task = current_;
    current_ = nullptr;
    if (task)
        destroy_task(*task, end);
}

} // namespace kernel
