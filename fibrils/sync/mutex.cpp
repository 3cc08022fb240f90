// SPDX-License-Identifier: MIT
#include "fibrils/sync/mutex.hpp"

#include "fibrils/lib/fatal.hpp"
#include "fibrils/wait_graph.hpp"

namespace sync {

using fibril::scheduler::running;

void Mutex::lock() {
    if (try_lock())
        return;
    fibril::WaitTarget target{"mutex", name_, &owner_, 1};
    if (fibril::closes_cycle(running, target))
        lib::fatal("deadlock of fibril ", running->name, " on mutex ", name_);
    fibril::scheduler::wait_in(waiters_, "mutex", &target);
}

bool Mutex::try_lock() {
    if (owner_)
        return false;
    owner_ = running;
    return true;
}

void Mutex::unlock() {
    if (owner_ != running)
        lib::fatal("fibril ", running->name, " unlocks mutex ", name_, ", owner ",
                   owner_ ? owner_->name : "nobody");
    owner_ = waiters_.first();
    if (owner_)
        fibril::scheduler::make_ready(owner_);
}

bool Mutex::owned_by_caller() const {
    return owner_ == running;
}

} // namespace sync
