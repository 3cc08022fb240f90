// SPDX-License-Identifier: MIT
// Inside of the runtime: the record of a fibril and the queues it can be in. Programs include fibril.hpp.
#pragma once

#include "fibrils/arch/context.hpp"
#include "fibrils/fibril.hpp"
#include "fibrils/queue.hpp"
#include "machine/switch.hpp"

namespace fibril {

struct WaitTarget;

inline constexpr uint32_t kNameSize = 24;
inline constexpr uint32_t kLocalCount = 8;
inline constexpr uint32_t kNoTimeout = ~0u;

enum class State : uint8_t {
    created, // never ran
    ready,   // in the ready queue
    running,
    waiting, // until somebody makes it ready, or its deadline passes
    ended,   // kept until somebody joins it
};

struct Fibril {
    arch::Context context;
    Queue* queue = nullptr; // the one it is in, if any
    Fibril* next = nullptr;
    Fibril* previous = nullptr;
    Id id = 0;
    State state = State::created;
    bool detached = false;
    bool joined = false; // somebody waits for its end
    bool timed_out = false;
    bool refused = false;     // the semaphore it waited for was closed
    bool wants_write = false; // waits for a ReadWriteLock
    bool is_main = false;     // record and stack are not from malloc
    uint32_t stack_size = 0;
    void* stack = nullptr;
    int status = 0;
    uint32_t trace_id = 0;              // of the call it serves
    void* connection = nullptr;         // async: the connection it serves
    void (*at_end)(Fibril&) = nullptr;  // called by the scheduler; must not wait
    const char* what = nullptr;         // it waits for, for people
    const WaitTarget* target = nullptr; // it waits for, when that has owners
    Fibril* joiner = nullptr;
    uint64_t deadline = 0;
    uint32_t timeout_index = kNoTimeout; // place in the heap of timeouts
    Fibril* same_bucket = nullptr;       // in the registry
    Fibril* search_from = nullptr;       // wait graph: state of the last search
    uint32_t search_owner = 0;
    uint32_t search_number = 0;
    uint64_t locals[kLocalCount] = {};
    char name[kNameSize] = {};
};

namespace scheduler {

/// The fibril that runs; null while the scheduler itself does.
extern Fibril* running;

/// A waiting or created fibril leaves its queue for the end of the ready queue; its timeout is cancelled.
void make_ready(Fibril* fibril);

[[noreturn]] void refuse_wait(const char* what);

/// Where fibrils switch directly: goes on with the next one that is ready, else ends the dispatch.
void give_up_directly(Fibril* self);

/// The running fibril, which waits or is ready, stops until it is chosen again.
inline void give_up(Fibril* self) {
    if constexpr (arch::kSwitchesDirectly)
        give_up_directly(self);
    else
        arch::suspend(self->context);
}

/// The running fibril stops until make_ready. `what` and `target`: see Fibril.
inline void wait(const char* what, const WaitTarget* target = nullptr) {
    Fibril* self = running;
    if (!self)
        refuse_wait(what);
    self->what = what;
    self->target = target;
    self->state = State::waiting;
    give_up(self);
}

/// The same at the end of a queue.
void wait_in(Queue& queue, const char* what, const WaitTarget* target = nullptr);

/// wait until `deadline`; false when that came first. A deadline that has passed does not wait.
bool wait_until(uint64_t deadline, const char* what, Queue* queue = nullptr);

/// Makes the first fibril of the task, on its own stack, and puts it into the ready queue.
void start_main(Entry entry);

/// Runs ready fibrils until all of them wait (or the task ends). Returns the next deadline, or abi::kForever.
int64_t run();

/// The task ends: no fibril runs any more.
[[noreturn]] void stop();

/// Ends the running fibril.
[[noreturn]] void finish(int status);

} // namespace scheduler
} // namespace fibril
