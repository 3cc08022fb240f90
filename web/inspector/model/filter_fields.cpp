// SPDX-License-Identifier: MIT
#include "web/inspector/model/filter_fields.hpp"

#include <iterator>

namespace inspector {

namespace {

using Facts = FilterFacts;
using Values = FieldValues;

void add(Values& values, uint64_t number) {
    values.push_back({number, {}});
}

void read_under(const Call& call, const Facts& facts, Values& values) {
    if (call.parent != 0)
        add(values, call.parent);
    any_ancestor(call, facts.log, [&](const Call& ancestor) {
        if (ancestor.parent != 0)
            add(values, ancestor.parent);
        return false;
    });
}

void read_receivers(const Call& call, Values& values) {
    for (const Hop& hop : call.hops)
        add(values, hop.to);
}

void read_task(const Call& call, const Facts&, Values& values) {
    add(values, call.sender);
    add(values, call.receiver);
    read_receivers(call, values);
}

bool answer_seen(const Call& call) {
    return call.answered.seen();
}

const char* state_name(CallState state) {
    switch (state) {
    case CallState::sent:
        return "waiting";
    case CallState::delivered:
        return "served";
    case CallState::answered:
    case CallState::returned:
        return "answered";
    case CallState::refused:
        return "refused";
    case CallState::forgotten:
        return "forgotten";
    case CallState::lost:
        return "lost";
    case CallState::notification:
        return "notification";
    }
    return "";
}

constexpr FilterField kFields[] = {
    {"id", FieldType::number, false,
     [](const Call& call, const Facts&, Values& values) { add(values, call.id); }},
    {"parent", FieldType::number, false,
     [](const Call& call, const Facts&, Values& values) {
         if (call.parent != 0)
             add(values, call.parent);
     }},
    {"under", FieldType::number, true, read_under},
    {"from", FieldType::task, false,
     [](const Call& call, const Facts&, Values& values) { add(values, call.sender); }},
    {"to", FieldType::task, false,
     [](const Call& call, const Facts&, Values& values) { add(values, call.receiver); }},
    {"forwarded_by", FieldType::task, true,
     [](const Call& call, const Facts&, Values& values) {
         for (const Hop& hop : call.hops)
             add(values, hop.from);
     }},
    {"forwarded_to", FieldType::task, true,
     [](const Call& call, const Facts&, Values& values) { read_receivers(call, values); }},
    {"task", FieldType::task, true, read_task},
    {"answered_by", FieldType::task, false,
     [](const Call& call, const Facts&, Values& values) {
         if (answer_seen(call))
             add(values, call.answerer);
     }},
    {"interface", FieldType::text, false,
     [](const Call& call, const Facts& facts, Values& values) {
         values.push_back({0, facts.names.interface_name(call.interface)});
     }},
    {"method", FieldType::text, false,
     [](const Call& call, const Facts& facts, Values& values) {
         values.push_back({0, facts.names.method_name(call.interface, call.method)});
     }},
    {"state", FieldType::state, false,
     [](const Call& call, const Facts&, Values& values) {
         values.push_back({0, state_name(call.state)});
     }},
    {"error", FieldType::text, false,
     [](const Call& call, const Facts&, Values& values) {
         if (answer_seen(call))
             values.push_back({0, error_name(call.error)});
     }},
    {"hops", FieldType::number, false,
     [](const Call& call, const Facts&, Values& values) { add(values, call.hops.size()); }},
    {"bytes", FieldType::number, false,
     [](const Call& call, const Facts&, Values& values) { add(values, call.bytes); }},
    {"shared", FieldType::number, false,
     [](const Call& call, const Facts&, Values& values) { add(values, call.shared_bytes); }},
    {"steps", FieldType::number, false,
     [](const Call& call, const Facts&, Values& values) {
         if (answer_seen(call))
             add(values, call.answered.step - call.sent.step);
     }},
};

struct Kind {
    const char* name;
    KindTest test;
};

constexpr Kind kKinds[] = {
    {"error", [](const Call& call) { return call.failed(); }},
    {"forwarded", [](const Call& call) { return call.forwarded(); }},
    {"notification", [](const Call& call) { return call.state == CallState::notification; }},
    {"automatic", [](const Call& call) { return call.automatic; }},
    {"open", [](const Call& call) { return !call.finished(); }},
    {"unanswered",
     [](const Call& call) { return call.state == CallState::sent || call.state == CallState::delivered; }},
    {"data", [](const Call& call) { return call.bytes + call.shared_bytes > 0; }},
};

} // namespace

const char* const kStateNames[] = {"waiting",   "served", "answered",     "refused",
                                   "forgotten", "lost",   "notification", nullptr};

const FilterField* find_field(const std::string& name) {
    for (const FilterField& field : kFields)
        if (name == field.name)
            return &field;
    return nullptr;
}

const char* type_text(FieldType type) {
    switch (type) {
    case FieldType::number:
        return "a number";
    case FieldType::task:
        return "a task";
    case FieldType::text:
        return "a text";
    case FieldType::state:
        return "a state";
    }
    return "";
}

KindTest find_kind(const std::string& word) {
    for (const Kind& kind : kKinds)
        if (word == kind.name)
            return kind.test;
    return nullptr;
}

std::string kind_list() {
    std::string list;
    for (const Kind& kind : kKinds)
        list += (list.empty() ? "" : ", ") + std::string(kind.name);
    return list;
}

bool any_ancestor(const Call& call, const CallLog& log, const std::function<bool(const Call&)>& visit) {
    for (Row row = call.parent_row; log.contains(row); row = log.at(row).parent_row)
        if (visit(log.at(row)))
            return true;
    return false;
}

} // namespace inspector
