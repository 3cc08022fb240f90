// SPDX-License-Identifier: MIT
// The trace: who called whom. Off, each hook costs one predictable branch. The ring is an observation, not
// state: nothing in the kernel reads it back, and the state hash leaves it out.
#pragma once

#include "kernel/abi/error.hpp"
#include "kernel/abi/monitor.hpp"
#include "kernel/abi/trace.hpp"
#include "kernel/ipc/call.hpp"

namespace kernel {

struct Task;
struct Phone;

class TraceRing {
  public:
    static constexpr uint32_t kOn = 1;
    static constexpr uint32_t kDispatches = 2;

    void set_mask(uint32_t mask) { mask_ = mask; }
    uint32_t mask() const { return mask_; }
    const abi::TraceRecord* records() const { return records_; }
    /// Number of the next record; the first is 1. Records carry its low 32 bits: a benchmark fills those in
    /// minutes, and what counts must not begin again then.
    uint64_t next() const { return next_; }
    /// Copies records from number `first` on, oldest first; returns how many.
    uint32_t read(uint64_t first, abi::TraceRecord* to, uint32_t capacity) const;
    /// The next record has this number, as after so many others. The ring is as if those were never read.
    void skip_to(uint64_t number) { next_ = number; }

#define TRACE_HOOK(name, parameters, arguments)                                                              \
    void name parameters {                                                                                   \
        if (mask_ != 0) [[unlikely]]                                                                         \
            write_##name arguments;                                                                          \
    }
    TRACE_HOOK(task_created, (const Task& task), (task))
    TRACE_HOOK(task_ended, (const Task& task, uint32_t state, uint32_t detail), (task, state, detail))
    TRACE_HOOK(connected, (const Phone& phone), (phone))
    TRACE_HOOK(hung_up, (const Phone& phone, bool by_callee), (phone, by_callee))
    TRACE_HOOK(sent, (const Call& call, const Task& from, const Phone& phone), (call, from, phone))
    TRACE_HOOK(refused, (const Call& call, const Task& from, abi::Error error), (call, from, error))
    TRACE_HOOK(delivered, (const Call& call, const Task& to), (call, to))
    TRACE_HOOK(forwarded, (const Call& call, const Task& from, const Task& to, bool route),
               (call, from, to, route))
    TRACE_HOOK(answered, (const Call& call, const Task* from), (call, from))
    TRACE_HOOK(taken, (const Call& call, const Task& by), (call, by))
    TRACE_HOOK(copied, (const Call& call, const Task& from, const Task& to, uint64_t size),
               (call, from, to, size))
    TRACE_HOOK(shared, (const Call& call, const Task& from, const Task& to, uint64_t size),
               (call, from, to, size))
    TRACE_HOOK(notified, (const Task& to, const abi::Words& words), (to, words))
    TRACE_HOOK(forgotten, (const Call& call, const Task& sender), (call, sender))
    TRACE_HOOK(violated, (const abi::Violation& violation), (violation))
#undef TRACE_HOOK
    void dispatched(const Task& task) {
        if (mask_ & kDispatches) [[unlikely]]
            write_dispatched(task);
    }

  private:
    abi::TraceRecord& append(abi::TraceKind kind);
    abi::TraceRecord& append_call(abi::TraceKind kind, const Call& call);
    [[gnu::cold]] void write_task_created(const Task& task);
    [[gnu::cold]] void write_task_ended(const Task& task, uint32_t state, uint32_t detail);
    [[gnu::cold]] void write_connected(const Phone& phone);
    [[gnu::cold]] void write_hung_up(const Phone& phone, bool by_callee);
    [[gnu::cold]] void write_sent(const Call& call, const Task& from, const Phone& phone);
    [[gnu::cold]] void write_refused(const Call& call, const Task& from, abi::Error error);
    [[gnu::cold]] void write_delivered(const Call& call, const Task& to);
    [[gnu::cold]] void write_forwarded(const Call& call, const Task& from, const Task& to, bool route);
    [[gnu::cold]] void write_answered(const Call& call, const Task* from);
    [[gnu::cold]] void write_taken(const Call& call, const Task& by);
    [[gnu::cold]] void write_copied(const Call& call, const Task& from, const Task& to, uint64_t size);
    [[gnu::cold]] void write_shared(const Call& call, const Task& from, const Task& to, uint64_t size);
    [[gnu::cold]] void write_notified(const Task& to, const abi::Words& words);
    [[gnu::cold]] void write_forgotten(const Call& call, const Task& sender);
    [[gnu::cold]] void write_violated(const abi::Violation& violation);
    [[gnu::cold]] void write_dispatched(const Task& task);

    uint32_t mask_ = 0;
    uint64_t next_ = 1;
    abi::TraceRecord records_[abi::kTraceCapacity]; // 2 MiB, each untouched until append() sets it
};

} // namespace kernel
