// SPDX-License-Identifier: MIT
#include "fibrils/sync/read_write_lock.hpp"

#include "fibrils/lib/fatal.hpp"
#include "fibrils/wait_graph.hpp"

namespace sync {

using fibril::Fibril;
using fibril::scheduler::running;

void ReadWriteLock::read_lock() {
    if (!writing_ && waiters_.empty())
        hold(running, false);
    else
        wait(false);
}

void ReadWriteLock::write_lock() {
    if (holders_.empty() && waiters_.empty())
        hold(running, true);
    else
        wait(true);
}

void ReadWriteLock::read_unlock() {
    release(false);
}

void ReadWriteLock::write_unlock() {
    release(true);
}

void ReadWriteLock::wait(bool write) {
    if (fibril::closes_cycle(running, target_))
        lib::fatal("deadlock of fibril ", running->name, " on readers-writer lock ", name_);
    running->wants_write = write;
    fibril::scheduler::wait_in(waiters_, "readers-writer lock", &target_);
}

void ReadWriteLock::hold(Fibril* fibril, bool write) {
    writing_ = write;
    holders_.push_back(fibril);
    target_ = {"readers-writer lock", name_, holders_.begin(), static_cast<uint32_t>(holders_.size())};
}

void ReadWriteLock::release(bool write) {
    Fibril** holder = holders_.begin();
    while (holder != holders_.end() && *holder != running)
        holder++;
    if (holder == holders_.end() || writing_ != write)
        lib::fatal("fibril ", running->name, write ? " write" : " read", "-unlocks readers-writer lock ",
                   name_, ", which it does not hold");
    *holder = holders_.back();
    holders_.pop_back();
    target_.owner_count--;
    if (holders_.empty())
        admit();
}

// The first waiter, and with a reader all readers that follow it directly.
void ReadWriteLock::admit() {
    writing_ = false;
    while (Fibril* first = waiters_.first()) {
        if (first->wants_write && !holders_.empty())
            break;
        hold(first, first->wants_write);
        fibril::scheduler::make_ready(first);
        if (writing_)
            break;
    }
}

} // namespace sync
