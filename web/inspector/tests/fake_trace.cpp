// SPDX-License-Identifier: MIT
#include "web/inspector/tests/fake_trace.hpp"

#include <algorithm>
#include <cstring>

namespace inspector::testing {

using abi::TraceKind;
using abi::TraceRecord;

TraceRecord& FakeTrace::add(TraceKind kind, uint32_t call, uint16_t source, uint16_t target) {
    TraceRecord& record = records_.emplace_back();
    record = {};
    record.time = time_;
    record.sequence = next_sequence_++;
    record.step = step_;
    record.kind = kind;
    record.call = call;
    record.source = source;
    record.target = target;
    return record;
}

void FakeTrace::advance(uint64_t microseconds, uint32_t steps) {
    time_ += microseconds;
    step_ += steps;
}

void FakeTrace::task_created(uint16_t creator, uint16_t task, std::string_view name) {
    TraceRecord& record = add(TraceKind::task_created, 0, creator, task);
    std::memcpy(record.words, name.data(), std::min(name.size(), sizeof record.words));
}

void FakeTrace::task_ended(uint16_t task, uint32_t state, uint32_t detail) {
    TraceRecord& record = add(TraceKind::task_ended, 0, 0, task);
    record.words[0] = state;
    record.words[1] = detail;
}

void FakeTrace::connected(uint16_t from, uint16_t to, uint32_t interface) {
    add(TraceKind::phone_connected, 0, from, to).interface = interface;
}

uint32_t FakeTrace::call(uint16_t from, uint16_t to, uint32_t interface, uint32_t method, Words words,
                         uint32_t parent) {
    next_call_ += next_call_ == 0; // as in the kernel, 0 is no call
    uint32_t id = next_call_++;
    TraceRecord& record = add(TraceKind::call, id, from, to);
    record.parent = parent;
    record.interface = interface;
    record.method = method;
    std::copy(words.begin(), words.end(), record.words);
    return id;
}

void FakeTrace::delivered(uint32_t call, uint16_t to) {
    add(TraceKind::delivered, call, 0, to);
}

void FakeTrace::forward(uint32_t call, uint16_t from, uint16_t to, uint32_t interface, uint32_t method,
                        Words words) {
    TraceRecord& record = add(TraceKind::forward, call, from, to);
    record.interface = interface;
    record.method = method;
    std::copy(words.begin(), words.end(), record.words);
}

void FakeTrace::answer(uint32_t call, uint16_t from, uint16_t to, uint32_t error, Words results,
                       uint8_t flags) {
    TraceRecord& record = add(TraceKind::answer, call, from, to);
    record.method = error;
    record.flags = flags;
    std::copy(results.begin(), results.end(), record.words);
}

void FakeTrace::returned(uint32_t call, uint16_t to) {
    add(TraceKind::answered, call, 0, to);
}

void FakeTrace::data(uint32_t call, uint16_t from, uint16_t to, uint32_t size) {
    add(TraceKind::data, call, from, to).words[0] = size;
}

void FakeTrace::shared(uint32_t call, uint16_t from, uint16_t to, uint32_t size) {
    add(TraceKind::shared, call, from, to).words[0] = size;
}

void FakeTrace::refused(uint16_t caller, uint32_t error) {
    TraceRecord& record = add(TraceKind::answer, 0, 0, caller);
    record.method = error;
    record.flags = uint8_t(abi::TraceFlag::refused) | uint8_t(abi::TraceFlag::automatic);
}

void FakeTrace::notification(uint16_t to, uint32_t method) {
    add(TraceKind::notification, 0, 0, to).method = method;
}

void FakeTrace::forgotten(uint32_t call, uint16_t sender) {
    add(TraceKind::forgotten, call, sender, 0);
}

uint32_t FakeTrace::whole_call(uint16_t from, uint16_t to, uint32_t interface, uint32_t method, Words words,
                               uint32_t parent, uint32_t error, Words results) {
    uint32_t id = call(from, to, interface, method, words, parent);
    advance(0, 1);
    delivered(id, to);
    answer(id, to, from, error, results);
    advance(0, 1);
    returned(id, from);
    return id;
}

std::vector<TraceRecord> FakeTrace::take() {
    std::vector<TraceRecord> taken;
    taken.swap(records_);
    return taken;
}

} // namespace inspector::testing
