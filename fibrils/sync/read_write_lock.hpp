// SPDX-License-Identifier: MIT
#pragma once

#include "fibrils/lib/array.hpp"
#include "fibrils/queue.hpp"
#include "fibrils/wait_target.hpp"

namespace sync {

/// Many readers or one writer. Fair: who arrives later than a waiting writer waits behind it, readers too.
class ReadWriteLock {
  public:
    /// `name` is for reports and must outlive the lock.
    explicit constexpr ReadWriteLock(const char* name = "(unnamed)") : name_(name) {}
    ReadWriteLock(const ReadWriteLock&) = delete;
    ReadWriteLock& operator=(const ReadWriteLock&) = delete;
    ~ReadWriteLock() { holders_.release(); }

    /// Both wait. A wait that would close a cycle is reported and ends the task; a fibril that reads and
    /// wants to write, or reads again behind a waiting writer, is such a cycle.
    void read_lock();
    void write_lock();
    /// Both end the task with a report when the caller does not hold the lock in that way.
    void read_unlock();
    void write_unlock();

  private:
    void wait(bool write);
    void hold(fibril::Fibril* fibril, bool write);
    void release(bool write);
    void admit();

    const char* name_;
    bool writing_ = false;
    lib::Array<fibril::Fibril*> holders_;
    fibril::Queue waiters_;
    fibril::WaitTarget target_; // the holders, for the search for deadlocks
};

class [[nodiscard]] ReadLock {
  public:
    explicit ReadLock(ReadWriteLock& lock) : lock_(lock) { lock_.read_lock(); }
    ~ReadLock() { lock_.read_unlock(); }
    ReadLock(const ReadLock&) = delete;
    ReadLock& operator=(const ReadLock&) = delete;

  private:
    ReadWriteLock& lock_;
};

class [[nodiscard]] WriteLock {
  public:
    explicit WriteLock(ReadWriteLock& lock) : lock_(lock) { lock_.write_lock(); }
    ~WriteLock() { lock_.write_unlock(); }
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

  private:
    ReadWriteLock& lock_;
};

} // namespace sync
