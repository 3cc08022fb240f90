// SPDX-License-Identifier: MIT
#include "web/inspector/model/call_filter.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace inspector {

namespace {

bool contains(const std::string& text, const std::string& part) {
    return lower_case(text).find(part) != std::string::npos;
}

// Names of tasks and protocols: "vfs" is not "devfs".
bool begins(const std::string& text, const std::string& part) {
    return lower_case(text).rfind(part, 0) == 0;
}

using Test = bool (*)(const std::string& text, const std::string& part);

bool any_receiver(const Call& call, const std::string& part, const TaskTable& tasks, Test test) {
    if (test(tasks.name(call.receiver), part))
        return true;
    return std::any_of(call.hops.begin(), call.hops.end(),
                       [&](const Hop& hop) { return test(tasks.name(hop.to), part); });
}

bool any_interface(const Call& call, const std::string& part, const InterfaceTable& names, Test test) {
    if (test(names.interface_name(call.interface), part))
        return true;
    return std::any_of(call.hops.begin(), call.hops.end(),
                       [&](const Hop& hop) { return test(names.interface_name(hop.interface), part); });
}

bool any_method(const Call& call, const std::string& part, const InterfaceTable& names) {
    if (call.state == CallState::notification)
        return contains("notification", part);
    if (contains(names.method_name(call.interface, call.method), part))
        return true;
    return std::any_of(call.hops.begin(), call.hops.end(), [&](const Hop& hop) {
        return contains(names.method_name(hop.interface, hop.method), part);
    });
}

} // namespace

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return char(std::tolower(letter)); });
    return text;
}

CallFilter::CallFilter(const std::string& text) {
    size_t at = 0;
    while (at < text.size()) {
        size_t end = std::min(text.find(' ', at), text.size());
        if (end > at)
            terms_.push_back(parse(lower_case(text.substr(at, end - at))));
        at = end + 1;
    }
}

CallFilter::Term CallFilter::parse(std::string word) {
    static constexpr struct {
        const char* name;
        Field field;
    } kFields[] = {{"task:", Field::task},       {"from:", Field::from},     {"to:", Field::to},
                   {"iface:", Field::interface}, {"method:", Field::method}, {"error:", Field::error},
                   {"is:", Field::is},           {"id:", Field::id}};
    Term term;
    if (word.size() > 1 && word[0] == '-') {
        term.negated = true;
        word.erase(0, 1);
    }
    term.text = word;
    for (const auto& known : kFields) {
        if (word.rfind(known.name, 0) != 0)
            continue;
        term.field = known.field;
        term.text = word.substr(std::string(known.name).size());
    }
    if (term.field == Field::is)
        set_kind(term, word);
    if (term.field == Field::id)
        set_id(term, word);
    return term;
}

void CallFilter::set_kind(Term& term, const std::string& word) {
    static constexpr struct {
        const char* name;
        Kind kind;
    } kKinds[] = {
        {"error", Kind::error},         {"forwarded", Kind::forwarded}, {"notification", Kind::notification},
        {"automatic", Kind::automatic}, {"open", Kind::open},           {"data", Kind::data}};
    for (const auto& known : kKinds) {
        if (term.text == known.name) {
            term.kind = known.kind;
            return;
        }
    }
    term.field = Field::nothing;
    if (problem_.empty())
        problem_ = "\"" + word + "\": is: takes error, forwarded, notification, automatic, open or data";
}

void CallFilter::set_id(Term& term, const std::string& word) {
    char* end = nullptr;
    term.id = uint32_t(std::strtoul(term.text.c_str(), &end, 10));
    if (!term.text.empty() && *end == 0)
        return;
    term.field = Field::nothing;
    if (problem_.empty())
        problem_ = "\"" + word + "\" needs the number of a call";
}

bool CallFilter::matches(const Call& call, const CallLog& log, const TaskTable& tasks,
                         const InterfaceTable& names) const {
    Names all{log, tasks, names};
    return std::all_of(terms_.begin(), terms_.end(),
                       [&](const Term& term) { return holds(term, call, all) != term.negated; });
}

bool CallFilter::holds(const Term& term, const Call& call, const Names& names) {
    const std::string& part = term.text;
    Test test = term.field == Field::any ? contains : begins;
    auto from = [&] { return test(names.tasks.name(call.sender), part); };
    auto to = [&] { return any_receiver(call, part, names.tasks, test); };
    auto interface = [&] { return any_interface(call, part, names.interfaces, test); };
    auto method = [&] { return any_method(call, part, names.interfaces); };
    auto error = [&] { return call.failed() && contains(error_name(call.error), part); };
    switch (term.field) {
    case Field::any:
        return from() || to() || interface() || method() || error();
    case Field::task:
        return from() || to();
    case Field::from:
        return from();
    case Field::to:
        return to();
    case Field::interface:
        return interface();
    case Field::method:
        return method();
    case Field::error:
        return error();
    case Field::is:
        return is(term.kind, call);
    case Field::id:
        return under(term.id, call, names.log);
    case Field::nothing:
        return false;
    }
    return false;
}

bool CallFilter::is(Kind kind, const Call& call) {
    switch (kind) {
    case Kind::error:
        return call.failed();
    case Kind::forwarded:
        return call.forwarded();
    case Kind::notification:
        return call.state == CallState::notification;
    case Kind::automatic:
        return call.automatic;
    case Kind::open:
        return !call.finished();
    case Kind::data:
        return call.bytes + call.shared_bytes > 0;
    }
    return false;
}

bool CallFilter::under(uint32_t id, const Call& call, const CallLog& log) {
    const Call* at = &call;
    while (at->id != id) {
        if (!log.contains(at->parent_row))
            return at->parent == id;
        at = &log.at(at->parent_row);
    }
    return true;
}

} // namespace inspector
