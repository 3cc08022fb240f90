// SPDX-License-Identifier: MIT
#include "web/inspector/model/traffic.hpp"

#include <algorithm>

namespace inspector {

using abi::TraceKind;

void Traffic::append(const abi::TraceRecord& record) {
    switch (record.kind) {
    case TraceKind::task_ended:
        return remove_task(record.target);
    case TraceKind::phone_connected: {
        Cable& line = cable(record.source, record.target);
        line.interface = record.interface;
        ++line.phones;
        return;
    }
    case TraceKind::phone_hung_up: {
        Cable& line = cable(record.source, record.target);
        line.phones -= line.phones > 0;
        return;
    }
    case TraceKind::call: {
        Cable& line = cable(record.source, record.target);
        ++line.calls;
        if (record.interface)
            line.interface = record.interface;
        return pulse(record, Pulse::Kind::request);
    }
    case TraceKind::forward:
        ++cable(record.source, record.target).forwards;
        return pulse(record, Pulse::Kind::forward);
    case TraceKind::answer:
        return pulse(record, record.method ? Pulse::Kind::failure : Pulse::Kind::answer);
    case TraceKind::notification:
        return pulse(record, Pulse::Kind::notification);
    default:
        return;
    }
}

Cable& Traffic::cable(uint16_t from, uint16_t to) {
    Cable& line = cables_[uint32_t(from) << 16 | to];
    line.from = from;
    line.to = to;
    if (cables_.size() > kMaxCables) {
        auto least = cables_.end();
        for (auto at = cables_.begin(); at != cables_.end(); ++at)
            if (&at->second != &line && (least == cables_.end() || at->second.calls < least->second.calls))
                least = at;
        cables_.erase(least);
    }
    return line;
}

void Traffic::remove_task(uint16_t task) {
    for (auto at = cables_.begin(); at != cables_.end();)
        at = at->second.from == task || at->second.to == task ? cables_.erase(at) : std::next(at);
}

void Traffic::pulse(const abi::TraceRecord& record, Pulse::Kind kind) {
    ++total_;
    if (pulses_.size() >= 2 * kMaxPulses)
        pulses_.erase(pulses_.begin(), pulses_.begin() + kMaxPulses);
    pulses_.push_back({record.source, record.target, kind});
}

std::vector<Pulse> Traffic::take_pulses() {
    std::vector<Pulse> taken;
    taken.swap(pulses_);
    if (taken.size() > kMaxPulses)
        taken.erase(taken.begin(), taken.end() - kMaxPulses);
    return taken;
}

void Traffic::clear() {
    cables_.clear();
    pulses_.clear();
    total_ = 0;
}

} // namespace inspector
