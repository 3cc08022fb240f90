// SPDX-License-Identifier: MIT
#include "web/inspector/model/call_log.hpp"

#include <algorithm>

namespace inspector {

using abi::TraceFlag;
using abi::TraceKind;
using abi::TraceRecord;

namespace {

/// Sequences begin again after four billion records; 0, which means "not seen", borrows its neighbour's.
Moment moment_of(const TraceRecord& record) {
    return {record.time, record.sequence != 0 ? record.sequence : 1, record.step};
}

Words words_of(const TraceRecord& record) {
    Words words;
    std::copy(std::begin(record.words), std::end(record.words), words.begin());
    return words;
}

bool has(const TraceRecord& record, TraceFlag flag) {
    return record.flags & uint8_t(flag);
}

} // namespace

void CallLog::append(const TraceRecord& record) {
    if (last_sequence_ != 0 && record.sequence != last_sequence_ + 1) {
        // A sequence that goes backwards is a new ring, so nothing tells how much is missing.
        if (is_before(last_sequence_, record.sequence))
            missing_ += record.sequence - last_sequence_ - 1;
        mark_open_as_lost();
    }
    last_sequence_ = record.sequence;
    ++records_;
    ++revision_;
    switch (record.kind) {
    case TraceKind::call:
        return start(record);
    case TraceKind::delivered:
        return deliver(record);
    case TraceKind::forward:
        return forward(record);
    case TraceKind::answer:
        return answer(record);
    case TraceKind::answered:
        return take_answer(record);
    case TraceKind::data:
    case TraceKind::shared:
        return move_bytes(record);
    case TraceKind::notification:
        return notify(record);
    case TraceKind::forgotten:
        return forget(record);
    default:
        return; // births, deaths and connections are in other tables
    }
}

void CallLog::note_gap() {
    mark_open_as_lost();
    last_sequence_ = 0;
    ++revision_;
}

void CallLog::clear() {
    first_row_ += calls_.size();
    first_counted_ = first_row_;
    calls_.clear();
    rows_.clear();
    records_ = missing_ = without_start_ = 0;
    last_sequence_ = 0;
    ++revision_;
}

Row CallLog::find(uint32_t id) const {
    auto found = rows_.find(id);
    return found == rows_.end() ? kNoRow : found->second;
}

Call& CallLog::add_row(const TraceRecord& record) {
    while (calls_.size() >= capacity_)
        drop_oldest();
    Call& call = calls_.emplace_back();
    call.id = record.call;
    call.parent = record.parent;
    call.interface = record.interface;
    call.method = record.method;
    call.sender = record.source;
    call.receiver = record.target;
    call.phone = record.handle;
    call.truncated = has(record, TraceFlag::truncated);
    call.words = words_of(record);
    call.sent = moment_of(record);
    return call;
}

void CallLog::start(const TraceRecord& record) {
    Call& call = add_row(record);
    Row row = end_row() - 1;
    if (has(record, TraceFlag::refused))
        call.state = CallState::refused;
    if (record.call != 0)
        rows_[record.call] = row;
    link_to_parent(row);
}

void CallLog::notify(const TraceRecord& record) {
    Call& call = add_row(record);
    call.id = 0;
    call.state = CallState::notification;
    call.delivered = call.sent;
}

void CallLog::link_to_parent(Row row) {
    Call& call = calls_[row - first_row_];
    Row parent_row = call.parent ? find(call.parent) : kNoRow;
    if (parent_row == kNoRow || parent_row >= row)
        return;
    Call& parent = calls_[parent_row - first_row_];
    call.parent_row = parent_row;
    if (contains(parent.last_child))
        calls_[parent.last_child - first_row_].next_sibling = row;
    else
        parent.first_child = row;
    parent.last_child = row;
}

void CallLog::drop_oldest() {
    Call& oldest = calls_.front();
    // A parent is older than its children and goes first: they become roots.
    for (Row child = oldest.first_child; contains(child); child = at(child).next_sibling)
        calls_[child - first_row_].parent_row = kNoRow;
    if (auto found = rows_.find(oldest.id); found != rows_.end() && found->second == first_row_)
        rows_.erase(found);
    calls_.pop_front();
    ++first_row_;
}

void CallLog::mark_open_as_lost() {
    for (Call& call : calls_)
        if (!call.finished())
            call.state = CallState::lost;
}

Call* CallLog::open_call(const TraceRecord& record) {
    if (record.call == 0)
        return nullptr;
    Row row = find(record.call);
    if (row != kNoRow)
        return &calls_[row - first_row_];
    ++without_start_;
    return nullptr;
}

void CallLog::deliver(const TraceRecord& record) {
    Call* call = open_call(record);
    if (!call)
        return;
    Moment& moment = call->hops.empty() ? call->delivered : call->hops.back().delivered;
    moment = moment_of(record);
    if (!call->has_answer())
        call->state = CallState::delivered;
}

void CallLog::forward(const TraceRecord& record) {
    Call* call = open_call(record);
    if (!call)
        return;
    if (call->hops.size() < kMaxHops) {
        bool from_me = has(record, TraceFlag::route_from_me);
        call->hops.push_back({record.source,
                              record.target,
                              from_me,
                              record.interface,
                              record.method,
                              words_of(record),
                              moment_of(record),
                              {}});
    }
    if (!call->has_answer())
        call->state = CallState::sent;
}

void CallLog::refuse(const TraceRecord& record) {
    Row known = record.call ? find(record.call) : kNoRow;
    if (known == kNoRow) {
        // The kernel did not even take the call, so this record is all that there is about it.
        add_row(record);
        known = end_row() - 1;
        Call& call = calls_.back();
        call.sender = record.target;
        call.receiver = 0;
        call.method = kUnknownMethod;
        link_to_parent(known);
    }
    Call& call = calls_[known - first_row_];
    call.state = CallState::refused;
    call.error = record.method;
    call.automatic = true;
    call.answered = moment_of(record);
}

void CallLog::answer(const TraceRecord& record) {
    if (has(record, TraceFlag::refused))
        return refuse(record);
    Call* call = open_call(record);
    if (!call)
        return;
    call->answered = moment_of(record);
    call->answerer = record.source;
    call->error = record.method;
    call->results = words_of(record);
    call->automatic = has(record, TraceFlag::automatic);
    if (call->state != CallState::forgotten && call->state != CallState::refused)
        call->state = CallState::answered;
}

void CallLog::take_answer(const TraceRecord& record) {
    Call* call = open_call(record);
    if (!call)
        return;
    call->returned = moment_of(record);
    // Without its answer nobody knows what it said.
    if (call->state == CallState::answered)
        call->state = CallState::returned;
    else if (!call->finished())
        call->state = CallState::lost;
}

void CallLog::move_bytes(const TraceRecord& record) {
    Call* call = open_call(record);
    if (call)
        (record.kind == TraceKind::data ? call->bytes : call->shared_bytes) += record.words[0];
}

void CallLog::forget(const TraceRecord& record) {
    Call* call = open_call(record);
    if (call && call->state != CallState::returned)
        call->state = CallState::forgotten;
}

} // namespace inspector
