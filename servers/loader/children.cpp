// SPDX-License-Identifier: MIT
#include "servers/loader/children.hpp"

#include "servers/loader/loader_types.hpp"

#include <algorithm>

namespace loader {

using abi::Error;
using abi::Handle;
using abi::TaskId;
using abi::TaskState;

namespace {

constexpr int kSignalKill = 9; // reported when somebody else than the parent killed the task

ExitStatus make_status(TaskId task, TaskState state, uint64_t detail, int signal) {
    ExitStatus status{.task = task};
    if (state == TaskState::faulted) {
        status.faulted = true;
        status.fault = abi::FaultKind(detail);
    } else if (state == TaskState::killed) {
        status.killed = true;
        status.signal = signal != 0 ? signal : kSignalKill;
    } else if (detail & kEndedBySignal) {
        status.killed = true;
        status.signal = int(detail & 0x7f);
    } else {
        status.status = int(detail);
    }
    return status;
}

} // namespace

abi::Result<void> Children::check_room(SessionId session) const {
    const auto count = std::count_if(children_.begin(), children_.end(),
                                     [&](const Child& child) { return child.session == session; });
    if (size_t(count) >= kMaxChildren)
        return Error::limit;
    return {};
}

void Children::add(SessionId session, TaskId task, Handle handle) {
    children_.push_back({.session = session, .task = task, .handle = handle, .status = {}});
}

Children::Ended Children::ended(TaskId task, TaskState state, uint64_t detail) {
    const auto found = std::find_if(children_.begin(), children_.end(), [&](const Child& child) {
        return child.task == task && child.handle != abi::kNoHandle;
    });
    if (found == children_.end())
        return {};
    Child child = *found;
    children_.erase(found);
    Ended result{.handle = child.handle, .answers = {}};
    if (child.session == 0)
        return result;
    child.handle = abi::kNoHandle;
    child.status = make_status(task, state, detail, child.signal);
    const auto waiter = std::find_if(waiters_.begin(), waiters_.end(), [&](const Waiter& w) {
        return w.session == child.session && (w.task == task || w.task == kAnyChild);
    });
    if (waiter == waiters_.end()) {
        children_.push_back(child);
        return result;
    }
    result.answers.push_back({waiter->call, child.status});
    waiters_.erase(waiter);
    for (const DueAnswer& answer : refuse_hopeless(child.session))
        result.answers.push_back(answer);
    return result;
}

abi::Result<std::optional<ExitStatus>> Children::collect(SessionId session, TaskId task) {
    bool matches = false;
    for (auto child = children_.begin(); child != children_.end(); ++child) {
        if (child->session != session || (task != kAnyChild && child->task != task))
            continue;
        matches = true;
        if (child->handle != abi::kNoHandle)
            continue;
        const ExitStatus status = child->status;
        children_.erase(child);
        return std::optional(status);
    }
    if (!matches)
        return Error::no_entry;
    return std::optional<ExitStatus>();
}

void Children::park(SessionId session, TaskId task, Handle call) {
    waiters_.push_back({session, task, call});
}

abi::Result<Handle> Children::prepare_kill(SessionId session, TaskId task, int signal) {
    Child* child = find(session, task);
    if (!child || child->handle == abi::kNoHandle)
        return Error::no_entry;
    child->signal = signal;
    return child->handle;
}

abi::Result<std::vector<DueAnswer>> Children::detach(SessionId session, TaskId task) {
    Child* child = find(session, task);
    if (!child)
        return Error::no_entry;
    if (child->handle == abi::kNoHandle)
        children_.erase(children_.begin() + (child - children_.data()));
    else
        child->session = 0;
    return refuse_hopeless(session);
}

std::vector<Handle> Children::drop_session(SessionId session) {
    for (Child& child : children_)
        if (child.session == session)
            child.session = 0;
    children_.erase(std::remove_if(children_.begin(), children_.end(),
                                   [](const Child& child) {
                                       return child.session == 0 && child.handle == abi::kNoHandle;
                                   }),
                    children_.end());
    std::vector<Handle> calls;
    for (const Waiter& waiter : waiters_)
        if (waiter.session == session)
            calls.push_back(waiter.call);
    waiters_.erase(std::remove_if(waiters_.begin(), waiters_.end(),
                                  [&](const Waiter& waiter) { return waiter.session == session; }),
                   waiters_.end());
    return calls;
}

Children::Child* Children::find(SessionId session, TaskId task) {
    const auto found = std::find_if(children_.begin(), children_.end(), [&](const Child& child) {
        return child.session == session && child.task == task;
    });
    return found == children_.end() ? nullptr : &*found;
}

bool Children::has_children(SessionId session) const {
    return std::any_of(children_.begin(), children_.end(),
                       [&](const Child& child) { return child.session == session; });
}

/// Waiters whose child has just been collected by another waiter, or detached, would wait for ever.
std::vector<DueAnswer> Children::refuse_hopeless(SessionId session) {
    std::vector<DueAnswer> answers;
    const auto hopeless = [&](const Waiter& waiter) {
        if (waiter.session != session)
            return false;
        return waiter.task == kAnyChild ? !has_children(session) : find(session, waiter.task) == nullptr;
    };
    for (const Waiter& waiter : waiters_)
        if (hopeless(waiter))
            answers.push_back({waiter.call, std::nullopt});
    waiters_.erase(std::remove_if(waiters_.begin(), waiters_.end(), hopeless), waiters_.end());
    return answers;
}

} // namespace loader
