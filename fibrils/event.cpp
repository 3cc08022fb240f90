// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "fibrils/scheduler.hpp"

namespace fibril {

namespace {

void refuse_second_waiter(const Fibril* waiter, const char* what) {
    if (waiter)
        lib::fatal("fibrils ", waiter->name, " and ", scheduler::running->name, " wait for the same ", what);
}

} // namespace

void Event::wait(const char* what) {
    if (!triggered_) {
        refuse_second_waiter(waiter_, what);
        waiter_ = scheduler::running;
        scheduler::wait(what);
    }
    triggered_ = false;
}

Result<void> Event::wait_until(uint64_t deadline, const char* what) {
    if (!triggered_) {
        refuse_second_waiter(waiter_, what);
        waiter_ = scheduler::running;
        bool notified = scheduler::wait_until(deadline, what);
        waiter_ = nullptr;
        if (!notified && !triggered_)
            return Error::timeout;
    }
    triggered_ = false;
    return {};
}

void Event::notify() {
    triggered_ = true;
    Fibril* waiter = std::exchange(waiter_, nullptr);
    if (waiter && waiter->state == State::waiting)
        scheduler::make_ready(waiter);
}

} // namespace fibril
