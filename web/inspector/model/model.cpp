// SPDX-License-Identifier: MIT
#include "web/inspector/model/model.hpp"

#include <algorithm>

namespace inspector {

void Model::append(const abi::TraceRecord* records, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        tasks.append(records[i]);
        calls.append(records[i]);
        traffic.append(records[i]);
        violations.append(records[i]);
    }
}

void Model::look_at(uint32_t task) {
    if (detail.task != task)
        detail = {task, {}, {}};
}

void Model::set_phones(uint32_t task, const abi::PhoneInfo* phones, size_t count) {
    look_at(task);
    detail.phones.clear();
    for (size_t i = 0; i < count; ++i)
        detail.phones.push_back(
            {phones[i].handle, phones[i].state, phones[i].peer, phones[i].active_calls, phones[i].interface});
}

void Model::set_calls(uint32_t task, const abi::CallInfo* infos, size_t count) {
    look_at(task);
    detail.calls.clear();
    for (size_t i = 0; i < count; ++i) {
        const abi::CallInfo& info = infos[i];
        QueuedCall& call = detail.calls.emplace_back();
        call.queue = info.queue;
        call.id = info.trace_id;
        call.sender = info.sender;
        call.interface = info.interface;
        call.method = uint32_t(info.words[0]);
        std::copy(info.words.begin() + 1, info.words.end(), call.words.begin());
    }
}

void Model::restart() {
    tasks.clear();
    calls.clear();
    traffic.clear();
    violations.clear();
    detail = {};
}

const char* phone_state_text(uint32_t state) {
    switch (state) {
    case 1:
        return "connecting";
    case 2:
        return "connected";
    case 3:
        return "hung up";
    case 4:
        return "slammed";
    default:
        return "unknown";
    }
}

} // namespace inspector
