// SPDX-License-Identifier: MIT
// Fibrils: threads that a task schedules itself, cooperatively. A fibril runs until it waits, yields or ends.
#pragma once

#include "kernel/abi/result.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace fibril {

using abi::Error;
using abi::Result;

using Id = uint32_t; // never 0; not reused before 2^20 fibrils later

inline constexpr uint32_t kDefaultStackSize = 16 * 1024; // bytes
inline constexpr uint32_t kMinimumStackSize = 2 * 1024;
inline constexpr uint32_t kMainStackSize = 128 * 1024; // of the fibril that runs main()

struct Options {
    const char* name = "fibril"; // copied, cut to 23 bytes
    uint32_t stack_size = kDefaultStackSize;
};

using Entry = void (*)(void* argument);

/// Makes a fibril that does not run yet. Errors: no_memory, invalid (stack below the minimum).
Result<Id> create(Entry entry, void* argument, Options options = {});

/// Puts a created fibril at the end of the ready queue. Error: no_entry, busy (already started).
Result<void> start(Id id);

/// create and start in one step.
Result<Id> spawn(Entry entry, void* argument, Options options = {});

/// spawn for any callable; the callable is moved to the heap and lives until the fibril ends.
template<typename Function>
Result<Id> spawn(Options options, Function function) {
    auto* moved = new Function(std::move(function));
    auto result = spawn(
        [](void* argument) {
            auto* callable = static_cast<Function*>(argument);
            (*callable)();
            delete callable;
        },
        moved, options);
    if (!result.ok())
        delete moved;
    return result;
}

/// Lets every other ready fibril run first.
void yield();

/// Waits at least so long, in microseconds of the machine's time.
void sleep(uint64_t microseconds);

/// Waits for the end of a fibril and returns its exit status (0 unless it called exit). Once a fibril.
/// Errors: no_entry (unknown, detached or joined before), deadlock (a fibril joins itself, or a cycle).
Result<int> join(Id id);

/// Nobody will join; what the fibril holds is freed when it ends. Error: no_entry.
Result<void> detach(Id id);

/// Ends the calling fibril. Destructors of its frames do not run.
[[noreturn]] void exit(int status);

Id self();
const char* name(Id id); // "?" when unknown
uint32_t count();        // fibrils that have not ended

/// A value of its own in every fibril; zero-initialised on first use, freed when the fibril ends.
/// At most 8 in a task; T trivially destructible, at most 8 bytes.
uint64_t& local(uint32_t slot);
Result<uint32_t> allocate_local();

/// One wake-up that is remembered: the primitive under everything that waits. One waiter at a time.
class Event {
  public:
    /// Waits until notify was called, before or after; consumes it. `what` is shown by deadlock reports.
    void wait(const char* what = "event");
    /// The same until `deadline`, absolute microseconds of abi::Clock::uptime. Error: timeout.
    Result<void> wait_until(uint64_t deadline, const char* what = "event");
    void notify();
    bool pending() const { return triggered_; }

  private:
    struct Fibril* waiter_ = nullptr;
    bool triggered_ = false;
};

/// Microseconds since boot. now() + n is a deadline.
uint64_t now();

} // namespace fibril
