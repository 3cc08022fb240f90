// SPDX-License-Identifier: MIT
#include "fibrils/sync/condition_variable.hpp"

#include "fibrils/scheduler.hpp"

namespace sync {

void ConditionVariable::wait(Mutex& mutex) {
    mutex.unlock();
    fibril::scheduler::wait_in(waiters_, "condition variable");
    mutex.lock();
}

abi::Result<void> ConditionVariable::wait_until(Mutex& mutex, uint64_t deadline) {
    mutex.unlock();
    bool woken = fibril::scheduler::wait_until(deadline, "condition variable", &waiters_);
    mutex.lock();
    if (!woken)
        return abi::Error::timeout;
    return {};
}

void ConditionVariable::signal() {
    if (!waiters_.empty())
        fibril::scheduler::make_ready(waiters_.first());
}

void ConditionVariable::broadcast() {
    while (!waiters_.empty())
        signal();
}

} // namespace sync
