// SPDX-License-Identifier: MIT
#include "fibrils/scheduler.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/lib/fatal.hpp"
#include "fibrils/registry.hpp"
#include "fibrils/stacks.hpp"
#include "fibrils/timeouts.hpp"
#include "fibrils/wait_graph.hpp"

#include <cstdlib>
#include <cstring>

namespace fibril {

namespace {

// After so many switches the kernel gets a turn, so that fibrils which yield to each other can be told
// the news that they wait for.
constexpr int32_t kSwitchesPerDispatch = 1000;

constexpr uint64_t kNever = INT64_MAX; // as a deadline

constinit Registry registry;
constinit Queue ready;
constinit int32_t switches_left = 0; // in this dispatch
constinit Timeouts timeouts;
constinit uint32_t live_count = 0;
constinit uint32_t local_count = 0;
constinit bool stopped = false;

void set_up(Fibril* fibril, Entry entry, void* argument, const char* name, void* stack, uint32_t stack_size) {
    fibril->stack = stack;
    fibril->stack_size = stack_size;
    strncpy(fibril->name, name, kNameSize - 1);
    arch::prepare(fibril->context, stack, stack_size, entry, argument);
    registry.add(fibril);
    live_count++;
}

void forget(Fibril* fibril) {
    registry.remove(fibril);
    if (!fibril->is_main)
        free(fibril);
}

void call_at_end(void* argument) {
    auto& fibril = *static_cast<Fibril*>(argument);
    fibril.at_end(fibril);
}

// The stack can be freed only now that nothing stands on it.
[[gnu::cold]] void end(Fibril* fibril) {
    fibril->state = State::ended;
    if (fibril->at_end)
        arch::call_outside(call_at_end, fibril);
    live_count--;
    if (fibril->joiner)
        scheduler::make_ready(fibril->joiner);
    if (!fibril->is_main)
        stacks::give_back(fibril->stack, fibril->stack_size);
    if (fibril->detached)
        forget(fibril);
}

[[gnu::cold]] void fire_due_timeouts() {
    uint64_t time = now();
    while (Fibril* fibril = timeouts.take_due(time)) {
        fibril->timed_out = true;
        scheduler::make_ready(fibril);
    }
}

void fire_timeouts() {
    if (!timeouts.empty())
        fire_due_timeouts();
}

void choose(Fibril* fibril) {
    fibril->state = State::running;
    scheduler::running = fibril;
    switches_left--;
}

void run_one(Fibril* fibril) {
    choose(fibril);
    bool returned = arch::resume(fibril->context);
    Fibril* last = std::exchange(scheduler::running, nullptr);
    if (returned || last->state == State::ended)
        end(last);
}

int64_t next_deadline() {
    if (timeouts.empty() || timeouts.first_deadline() >= kNever)
        return abi::kForever;
    return static_cast<int64_t>(timeouts.first_deadline());
}

} // namespace

namespace scheduler {

constinit Fibril* running = nullptr;

void make_ready(Fibril* fibril) {
    if (fibril->timeout_index != kNoTimeout)
        timeouts.remove(fibril);
    if (fibril->queue)
        fibril->queue->remove(fibril);
    fibril->state = State::ready;
    fibril->what = nullptr;
    fibril->target = nullptr;
    ready.push(fibril);
}

void refuse_wait(const char* what) {
    lib::fatal("a wait (", what, ") outside of any fibril");
}

void wait_in(Queue& queue, const char* what, const WaitTarget* target) {
    if (running)
        queue.push(running);
    wait(what, target);
}

bool wait_until(uint64_t deadline, const char* what, Queue* queue) {
    if (deadline <= now())
        return false;
    Fibril* self = running;
    if (self) {
        self->deadline = deadline;
        self->timed_out = false;
        timeouts.add(self);
        if (queue)
            queue->push(self);
    }
    wait(what);
    return !self->timed_out;
}

[[gnu::cold]] void start_main(Entry entry) {
    static constinit Fibril main_fibril;
    size_t size = arch::stack_bytes(kMainStackSize);
    void* stack = arch::reserve_main_stack(size);
    if (!stack)
        lib::fatal("no memory for the main fibril's stack");
    main_fibril.is_main = true;
    set_up(&main_fibril, entry, nullptr, "main", stack, static_cast<uint32_t>(size));
    make_ready(&main_fibril);
}

int64_t run() {
    switches_left = kSwitchesPerDispatch;
    for (;;) {
        fire_timeouts();
        Fibril* fibril = ready.pop();
        if (!fibril)
            break;
        do {
            run_one(fibril);
            if (stopped)
                return abi::kForever;
            if (switches_left <= 0 && !ready.empty()) {
                sys_ipc_poke();
                return abi::kForever;
            }
        } while ((fibril = ready.pop()));
    }
    return next_deadline();
}

void give_up_directly(Fibril* self) {
    Fibril* next = switches_left > 0 ? ready.pop() : nullptr;
    if (next) {
        choose(next);
        if (next != self)
            arch::switch_to(self->context, next->context);
    } else if (arch::kEndsDispatches && switches_left > 0) {
        running = nullptr;
        arch::end_dispatch(self->context, next_deadline());
    } else {
        arch::suspend(self->context);
    }
}

void stop() {
    stopped = true;
    arch::leave(running->context);
}

void finish(int status) {
    running->status = status;
    running->state = State::ended;
    arch::leave(running->context);
}

} // namespace scheduler

Result<Id> create(Entry entry, void* argument, Options options) {
    if (options.stack_size < kMinimumStackSize)
        return Error::invalid;
    auto size = static_cast<uint32_t>(arch::stack_bytes((options.stack_size + 15) & ~15u));
    void* memory = calloc(1, sizeof(Fibril)); // before the stack: an overflow at suspension runs upwards
    void* stack = stacks::take(size);
    if (!stack || !memory) {
        free(memory);
        if (stack)
            stacks::give_back(stack, size);
        return Error::no_memory;
    }
    auto* fibril = new (memory) Fibril;
    set_up(fibril, entry, argument, options.name, stack, size);
    return fibril->id;
}

Result<void> start(Id id) {
    Fibril* fibril = registry.find(id);
    if (!fibril)
        return Error::no_entry;
    if (fibril->state != State::created)
        return Error::busy;
    scheduler::make_ready(fibril);
    return {};
}

Result<Id> spawn(Entry entry, void* argument, Options options) {
    Id id = TRY(create(entry, argument, options));
    scheduler::make_ready(registry.find(id));
    return id;
}

FIBRILS_INLINED void yield() {
    Fibril* self = scheduler::running;
    self->state = State::ready;
    if (arch::kSwitchesDirectly && switches_left > 0) {
        Fibril* next = ready.rotate(self);
        choose(next);
        if (next != self)
            arch::switch_to(self->context, next->context);
    } else {
        ready.push(self);
        arch::suspend(self->context);
    }
}

void sleep(uint64_t microseconds) {
    uint64_t time = now();
    uint64_t deadline = time + microseconds < time ? kNever : time + microseconds;
    if (microseconds == 0)
        yield();
    else
        scheduler::wait_until(deadline, "sleep");
}

Result<int> join(Id id) {
    Fibril* self = scheduler::running;
    Fibril* fibril = registry.find(id);
    if (!fibril || fibril->detached || fibril->joined)
        return Error::no_entry;
    if (fibril->state != State::ended) {
        WaitTarget target{"the end of", fibril->name, &fibril, 1};
        if (closes_cycle(self, target))
            return Error::deadlock;
        fibril->joined = true;
        fibril->joiner = self;
        scheduler::wait("the end of a fibril", &target);
    }
    int status = fibril->status;
    forget(fibril);
    return status;
}

Result<void> detach(Id id) {
    Fibril* fibril = registry.find(id);
    if (!fibril || fibril->detached || fibril->joined)
        return Error::no_entry;
    fibril->detached = true;
    if (fibril->state == State::ended)
        forget(fibril);
    return {};
}

void exit(int status) {
    scheduler::finish(status);
}

Id self() {
    return scheduler::running ? scheduler::running->id : 0;
}

const char* name(Id id) {
    Fibril* fibril = registry.find(id);
    return fibril ? fibril->name : "?";
}

uint32_t count() {
    return live_count;
}

uint64_t& local(uint32_t slot) {
    return scheduler::running->locals[slot];
}

Result<uint32_t> allocate_local() {
    if (local_count == kLocalCount)
        return Error::limit;
    return local_count++;
}

uint64_t now() {
    return static_cast<uint64_t>(sys_clock_read(static_cast<uint32_t>(abi::Clock::uptime)));
}

} // namespace fibril
