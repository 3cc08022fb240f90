// SPDX-License-Identifier: MIT
#pragma once

#include "fibrils/queue.hpp"

namespace sync {

/// One owner at a time; waiters get it in the order of their arrival, handed over by unlock.
class Mutex {
  public:
    /// `name` is for reports and must outlive the mutex.
    explicit constexpr Mutex(const char* name = "(unnamed)") : name_(name) {}
    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

    /// Waits. A wait that would close a cycle of owners (also: the caller owns it) is reported and ends the
    /// task.
    void lock();
    bool try_lock();
    /// Ends the task with a report when the caller is not the owner.
    void unlock();
    bool owned_by_caller() const;

  private:
    const char* name_;
    fibril::Fibril* owner_ = nullptr;
    fibril::Queue waiters_;
};

/// Holds a mutex for a scope. Also called Guard.
class [[nodiscard]] Lock {
  public:
    explicit Lock(Mutex& mutex) : mutex_(mutex) { mutex_.lock(); }
    ~Lock() { mutex_.unlock(); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

  private:
    Mutex& mutex_;
};

using Guard = Lock;

} // namespace sync
