// SPDX-License-Identifier: MIT
#include "kernel/trace/ring.hpp"

#include "kernel/kernel.hpp"

#include <cstring>

namespace kernel {

using abi::TraceFlag;
using abi::TraceKind;
using abi::TraceRecord;

namespace {

void set_words(TraceRecord& record, const abi::Words& words) {
    for (int number = 0; number < 5; ++number) {
        record.words[number] = static_cast<uint32_t>(words[number + 1]);
        if (words[number + 1] >> 32)
            record.flags |= static_cast<uint8_t>(TraceFlag::truncated);
    }
    record.method = static_cast<uint32_t>(words[0]);
}

uint16_t slot_of(abi::Handle handle) {
    return handle & (abi::kMaxHandles - 1);
}

} // namespace

uint32_t TraceRing::read(uint64_t first, TraceRecord* to, uint32_t capacity) const {
    uint64_t oldest = next_ > abi::kTraceCapacity ? next_ - abi::kTraceCapacity : 1;
    uint32_t count = 0;
    for (uint64_t at = first > oldest ? first : oldest; at < next_ && count < capacity; ++at)
        to[count++] = records_[at % abi::kTraceCapacity];
    return count;
}

TraceRecord& TraceRing::append(TraceKind kind) {
    TraceRecord& record = records_[next_ % abi::kTraceCapacity];
    record = {};
    record.time = static_cast<uint64_t>(kernel().clock.uptime());
    record.sequence = static_cast<uint32_t>(next_++);
    record.step = static_cast<uint32_t>(kernel().scheduler.dispatches());
    record.kind = kind;
    return record;
}

TraceRecord& TraceRing::append_call(TraceKind kind, const Call& call) {
    TraceRecord& record = append(kind);
    record.call = call.trace_id;
    record.parent = call.parent;
    record.interface = call.interface;
    set_words(record, call.words);
    return record;
}

void TraceRing::write_task_created(const Task& task) {
    TraceRecord& record = append(TraceKind::task_created);
    record.source = static_cast<uint16_t>(task.creator);
    record.target = static_cast<uint16_t>(task.id);
    std::memcpy(record.words, task.name, sizeof(record.words));
}

void TraceRing::write_task_ended(const Task& task, uint32_t state, uint32_t detail) {
    TraceRecord& record = append(TraceKind::task_ended);
    record.target = static_cast<uint16_t>(task.id);
    record.words[0] = state;
    record.words[1] = detail;
}

void TraceRing::write_connected(const Phone& phone) {
    TraceRecord& record = append(TraceKind::phone_connected);
    record.source = static_cast<uint16_t>(phone.owner->id);
    record.target = static_cast<uint16_t>(phone.callee->owner().id);
    record.handle = slot_of(phone.handle);
    record.interface = phone.interface;
}

void TraceRing::write_hung_up(const Phone& phone, bool by_callee) {
    TraceRecord& record = append(TraceKind::phone_hung_up);
    record.source = static_cast<uint16_t>(phone.owner->id);
    record.target = phone.callee ? static_cast<uint16_t>(phone.callee->owner().id) : 0;
    record.handle = slot_of(phone.handle);
    record.interface = phone.interface;
    record.flags = by_callee ? static_cast<uint8_t>(TraceFlag::automatic) : 0;
}

void TraceRing::write_sent(const Call& call, const Task& from, const Phone& phone) {
    TraceRecord& record = append_call(TraceKind::call, call);
    record.source = static_cast<uint16_t>(from.id);
    record.target = phone.callee ? static_cast<uint16_t>(phone.callee->owner().id) : 0;
    record.handle = slot_of(phone.handle);
}

void TraceRing::write_refused(const Call& call, const Task& from, abi::Error error) {
    TraceRecord& record = append_call(TraceKind::answer, call);
    record.target = static_cast<uint16_t>(from.id);
    record.method = static_cast<uint32_t>(error);
    record.flags |= static_cast<uint8_t>(TraceFlag::refused) | static_cast<uint8_t>(TraceFlag::automatic);
}

void TraceRing::write_delivered(const Call& call, const Task& to) {
    TraceRecord& record = append_call(TraceKind::delivered, call);
    record.source = static_cast<uint16_t>(call.visible_sender);
    record.target = static_cast<uint16_t>(to.id);
    record.handle = slot_of(call.handle);
}

void TraceRing::write_forwarded(const Call& call, const Task& from, const Task& to, bool route) {
    TraceRecord& record = append_call(TraceKind::forward, call);
    record.source = static_cast<uint16_t>(from.id);
    record.target = static_cast<uint16_t>(to.id);
    if (route)
        record.flags |= static_cast<uint8_t>(TraceFlag::route_from_me);
}

void TraceRing::write_answered(const Call& call, const Task* from) {
    TraceRecord& record = append_call(TraceKind::answer, call);
    record.source = from ? static_cast<uint16_t>(from->id) : 0;
    record.target = call.sender ? static_cast<uint16_t>(call.sender->id) : 0;
    if (!from)
        record.flags |= static_cast<uint8_t>(TraceFlag::automatic);
}

void TraceRing::write_taken(const Call& call, const Task& by) {
    TraceRecord& record = append_call(TraceKind::answered, call);
    record.target = static_cast<uint16_t>(by.id);
}

void TraceRing::write_copied(const Call& call, const Task& from, const Task& to, uint64_t size) {
    TraceRecord& record = append(TraceKind::data);
    record.call = call.trace_id;
    record.parent = call.parent;
    record.source = static_cast<uint16_t>(from.id);
    record.target = static_cast<uint16_t>(to.id);
    record.words[0] = static_cast<uint32_t>(size);
}

void TraceRing::write_shared(const Call& call, const Task& from, const Task& to, uint64_t size) {
    TraceRecord& record = append(TraceKind::shared);
    record.call = call.trace_id;
    record.parent = call.parent;
    record.source = static_cast<uint16_t>(from.id);
    record.target = static_cast<uint16_t>(to.id);
    record.words[0] = static_cast<uint32_t>(size);
}

void TraceRing::write_notified(const Task& to, const abi::Words& words) {
    TraceRecord& record = append(TraceKind::notification);
    record.target = static_cast<uint16_t>(to.id);
    set_words(record, words);
}

void TraceRing::write_forgotten(const Call& call, const Task& sender) {
    TraceRecord& record = append(TraceKind::forgotten);
    record.call = call.trace_id;
    record.source = static_cast<uint16_t>(sender.id);
}

void TraceRing::write_violated(const abi::Violation& violation) {
    TraceRecord& record = append(TraceKind::violation);
    record.call = violation.call;
    record.parent = violation.parent;
    record.interface = violation.interface;
    record.method = violation.method;
    record.source = static_cast<uint16_t>(violation.culprit);
    record.target = static_cast<uint16_t>(violation.partner);
    record.words[0] = static_cast<uint32_t>(violation.rule);
    record.words[1] = violation.detail[0];
    record.words[2] = violation.detail[1];
    record.words[3] = violation.total;
}

void TraceRing::write_dispatched(const Task& task) {
    append(TraceKind::dispatch).target = static_cast<uint16_t>(task.id);
}

} // namespace kernel
