// SPDX-License-Identifier: MIT
#include "kernel/event/events.hpp"

#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::Event;

Error Events::subscribe(Task& task, Event event, uint64_t method) {
    if (static_cast<uint32_t>(event) >= kGlobalEvents)
        return Error::invalid;
    Subscription& subscription = subscriptions_[static_cast<uint32_t>(event)];
    if (subscription.task)
        return Error::exists;
    subscription = {.task = &task, .method = method};
    return Error::ok;
}

Error Events::unsubscribe(Task& task, Event event) {
    if (static_cast<uint32_t>(event) >= kGlobalEvents)
        return Error::invalid;
    Subscription& subscription = subscriptions_[static_cast<uint32_t>(event)];
    if (subscription.task != &task)
        return Error::no_entry;
    subscription = {};
    return Error::ok;
}

Error Events::unmask(Task& task, Event event) {
    if (static_cast<uint32_t>(event) >= kGlobalEvents)
        return Error::invalid;
    Subscription& subscription = subscriptions_[static_cast<uint32_t>(event)];
    if (subscription.task != &task)
        return Error::no_entry;
    subscription.masked = false;
    if (subscription.missed) {
        subscription.missed = false;
        log_written();
    }
    return Error::ok;
}

void Events::drop_subscriber(Task& task) {
    for (Subscription& subscription : subscriptions_)
        if (subscription.task == &task)
            subscription = {};
    for (Device& device : kernel().devices)
        device.drop_subscriber(task);
}

bool Events::send(Event event, uint64_t a1, uint64_t a2, uint64_t a3) {
    Subscription& subscription = subscriptions_[static_cast<uint32_t>(event)];
    return subscription.task && subscription.task->box.notify({subscription.method, a1, a2, a3, 0, 0});
}

void Events::task_ended(const Task& task, abi::TaskId id, const End& end) {
    if (end.state == abi::TaskState::faulted) {
        kernel().log_fault(task, id, end);
        send(Event::fault, id, end.detail, static_cast<uint64_t>(end.place));
    }
    send(Event::task_state, id, static_cast<uint64_t>(end.state), end.detail);
}

void Events::log_written() {
    Subscription& subscription = subscriptions_[static_cast<uint32_t>(Event::log)];
    if (!subscription.task)
        return;
    // A notification that was lost masks nothing: nobody would ever unmask.
    if (!subscription.masked)
        subscription.masked = send(Event::log, kernel().log.position(), 0, 0);
    else
        subscription.missed = true;
}

} // namespace kernel
