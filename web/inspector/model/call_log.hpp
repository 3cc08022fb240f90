// SPDX-License-Identifier: MIT
// Turns trace records into calls, one row a call. Memory is bounded: the oldest calls are dropped.
#pragma once

#include "kernel/abi/trace.hpp"
#include "web/inspector/model/call.hpp"

#include <cstddef>
#include <deque>
#include <unordered_map>

namespace inspector {

class CallLog {
  public:
    static constexpr size_t kDefaultCapacity = 50'000; // calls; about 15 MB
    static constexpr size_t kMaxHops = 32;

    explicit CallLog(size_t capacity = kDefaultCapacity) : capacity_(capacity) {}

    /// Takes the next record. Gaps in the sequence are counted; calls that were open then are lost unless
    /// a later record speaks of them. Records about calls whose start nobody saw are counted and ignored.
    void append(const abi::TraceRecord& record);

    /// The reader was away for a while (the trace was off): what was open may have ended unseen.
    void note_gap();

    void clear();

    /// Rows first_row() .. end_row() - 1 exist.
    Row first_row() const { return first_row_; }
    Row end_row() const { return first_row_ + calls_.size(); }
    size_t size() const { return calls_.size(); }
    bool contains(Row row) const { return row >= first_row_ && row < end_row(); }

    /// The row exists.
    const Call& at(Row row) const { return calls_[row - first_row_]; }

    /// The row of a call by its number in the trace, kNoRow if it is unknown or dropped.
    Row find(uint32_t id) const;

    /// All calls since the start or the last clear(), dropped ones included.
    uint64_t seen() const { return end_row() - first_counted_; }

    uint64_t records() const { return records_; }
    uint64_t missing_records() const { return missing_; }
    uint64_t records_without_start() const { return without_start_; }

    /// Changes whenever anything in the log changes.
    uint64_t revision() const { return revision_; }

  private:
    Call* open_call(const abi::TraceRecord& record);
    Call& add_row(const abi::TraceRecord& record);
    void link_to_parent(Row row);
    void drop_oldest();
    void mark_open_as_lost();
    void start(const abi::TraceRecord& record);
    void notify(const abi::TraceRecord& record);
    void deliver(const abi::TraceRecord& record);
    void forward(const abi::TraceRecord& record);
    void refuse(const abi::TraceRecord& record);
    void answer(const abi::TraceRecord& record);
    void take_answer(const abi::TraceRecord& record);
    void move_bytes(const abi::TraceRecord& record);
    void forget(const abi::TraceRecord& record);

    size_t capacity_;
    std::deque<Call> calls_;
    std::unordered_map<uint32_t, Row> rows_; // by number in the trace
    Row first_row_ = 0, first_counted_ = 0;
    uint32_t last_sequence_ = 0;
    uint64_t records_ = 0, missing_ = 0, without_start_ = 0, revision_ = 0;
};

} // namespace inspector
