// SPDX-License-Identifier: MIT
#include "fibrils/sync/timer.hpp"

#include "fibrils/lib/fatal.hpp"
#include "fibrils/scheduler.hpp"

namespace sync {

Timer::~Timer() {
    if (fibril_ == 0)
        return;
    if (fibril::self() == fibril_)
        lib::fatal("timer ", name_, " is destroyed by its own callback");
    clear();
    closing_ = true;
    changed_.notify();
    (void)fibril::join(fibril_);
}

abi::Result<void> Timer::set(uint64_t microseconds, Callback callback, void* argument) {
    if (fibril_ == 0)
        fibril_ = TRY(fibril::spawn(&Timer::run, this, {.name = name_}));
    callback_ = callback;
    argument_ = argument;
    uint64_t time = fibril::now();
    deadline_ = time + microseconds < time ? UINT64_MAX : time + microseconds;
    set_ = true;
    changed_.notify();
    return {};
}

bool Timer::clear() {
    bool prevented = std::exchange(set_, false);
    if (prevented)
        changed_.notify();
    if (running_ && fibril::self() != fibril_)
        fibril::scheduler::wait_in(clearing_, "the callback of a timer");
    return prevented;
}

void Timer::run(void* timer) {
    auto& self = *static_cast<Timer*>(timer);
    while (!self.closing_) {
        if (!self.set_)
            self.changed_.wait("timer");
        else if (!self.changed_.wait_until(self.deadline_, "timer").ok() && self.set_)
            self.fire();
    }
}

void Timer::fire() {
    set_ = false;
    running_ = true;
    callback_(argument_);
    running_ = false;
    while (fibril::Fibril* waiter = clearing_.first())
        fibril::scheduler::make_ready(waiter);
}

} // namespace sync
