// SPDX-License-Identifier: MIT
#include "servers/apps/call_tree.hpp"

#include "servers/apps/call_names.hpp"

#include <algorithm>
#include <cstdio>

namespace apps {

using abi::TraceKind;

CallTree::CallTree(const std::vector<abi::TraceRecord>& records) {
    for (const auto& record : records)
        add(record);
}

int CallTree::find(uint32_t id) const {
    auto at = std::lower_bound(index_.begin(), index_.end(), std::pair<uint32_t, size_t>(id, 0));
    return at != index_.end() && at->first == id ? int(at->second) : -1;
}

TracedCall& CallTree::call(uint32_t id) {
    int place = find(id);
    if (place >= 0)
        return calls_[size_t(place)];
    std::pair<uint32_t, size_t> entry(id, calls_.size());
    index_.insert(std::lower_bound(index_.begin(), index_.end(), entry), entry);
    calls_.emplace_back();
    calls_.back().id = id;
    return calls_.back();
}

void CallTree::add(const abi::TraceRecord& record) {
    if (record.call == 0 || (record.kind != TraceKind::call && find(record.call) < 0))
        return; // was sent before the trace began
    TracedCall& entry = call(record.call);
    entry.last_step = record.step;
    switch (record.kind) {
    case TraceKind::call:
        entry.parent = record.parent;
        entry.interface = record.interface;
        entry.method = record.method;
        entry.sender = record.source;
        entry.receivers.push_back(record.target);
        entry.first_step = record.step;
        std::copy(std::begin(record.words), std::end(record.words), entry.arguments);
        break;
    case TraceKind::forward:
        entry.receivers.push_back(record.target);
        break;
    case TraceKind::answer:
        entry.answered = true;
        entry.error = record.method;
        std::copy(std::begin(record.words), std::end(record.words), entry.results);
        break;
    case TraceKind::data:
        entry.bytes += record.words[0];
        break;
    default:
        break;
    }
}

std::vector<size_t> CallTree::roots_of(abi::TaskId task) const {
    std::vector<size_t> roots;
    for (size_t i = 0; i < calls_.size(); ++i)
        if (calls_[i].sender == uint16_t(task) && find(calls_[i].parent) < 0)
            roots.push_back(i);
    return roots;
}

void CallTree::print(size_t index, const TaskNames& names, const std::string& indent, unsigned& limit) const {
    if (limit == 0)
        return;
    --limit;
    const TracedCall& entry = calls_[index];
    std::string way = names.name(entry.sender);
    for (uint16_t receiver : entry.receivers)
        way += " -> " + names.name(receiver);
    std::string answer = entry.answered
                             ? describe_answer(entry.interface, entry.method, entry.error, entry.results)
                             : "no answer yet";
    if (entry.bytes > 0)
        answer += ", " + std::to_string(entry.bytes) + " bytes";
    printf("%s#%u %s  %s = %s\n", indent.c_str(), entry.id,
           describe_call(entry.interface, entry.method, entry.arguments).c_str(), way.c_str(),
           answer.c_str());
    for (size_t i = index + 1; i < calls_.size(); ++i)
        if (calls_[i].parent == entry.id)
            print(i, names, indent + "   ", limit);
}

} // namespace apps
