// SPDX-License-Identifier: MIT
#include "fibrils/sync/semaphore.hpp"

#include "fibrils/scheduler.hpp"

namespace sync {

using abi::Error;
using fibril::scheduler::running;

namespace {

// A waiter that wakes has its permit, handed over by up, unless close woke it.
abi::Result<void> outcome() {
    if (std::exchange(running->refused, false))
        return Error::hung_up;
    return {};
}

} // namespace

abi::Result<void> Semaphore::down() {
    if (try_down())
        return {};
    if (closed_)
        return Error::hung_up;
    fibril::scheduler::wait_in(waiters_, "semaphore");
    return outcome();
}

abi::Result<void> Semaphore::down_until(uint64_t deadline) {
    if (try_down())
        return {};
    if (closed_)
        return Error::hung_up;
    if (!fibril::scheduler::wait_until(deadline, "semaphore", &waiters_))
        return Error::timeout;
    return outcome();
}

bool Semaphore::try_down() {
    if (permits_ == 0)
        return false;
    permits_--;
    return true;
}

void Semaphore::up() {
    if (waiters_.empty())
        permits_++;
    else
        fibril::scheduler::make_ready(waiters_.first());
}

void Semaphore::close() {
    closed_ = true;
    while (fibril::Fibril* waiter = waiters_.first()) {
        waiter->refused = true;
        fibril::scheduler::make_ready(waiter);
    }
}

} // namespace sync
