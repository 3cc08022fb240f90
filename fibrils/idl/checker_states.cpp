// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"

#include <algorithm>
#include <set>

namespace idl {

namespace {

const Method* find_method(const Interface& interface, std::string_view name) {
    for (const Method& method : interface.methods)
        if (method.name.text == name)
            return &method;
    return nullptr;
}

bool throws(const Method& method, std::string_view error) {
    static constexpr std::string_view kAlways[] = {"interrupted", "protocol", "not_supported", "no_memory",
                                                   "limit"};
    const auto is_error = [&](const Name& name) { return name.text == error; };
    return std::any_of(method.errors.begin(), method.errors.end(), is_error) ||
           std::find(std::begin(kAlways), std::end(kAlways), error) != std::end(kAlways);
}

} // namespace

void Checker::check_states(const Interface& interface) {
    for (const Connect& connect : interface.connects)
        if (!connect.state.text.empty())
            find_state(interface, connect.state);
    if (interface.states.empty())
        return;
    const auto is_start = [](const State& state) { return state.is_start; };
    const bool has_start = std::count_if(interface.states.begin(), interface.states.end(), is_start) == 1;
    if (!has_start)
        diagnostics_.error(234, interface.states.front().name.place,
                           "exactly one state is where connections begin", "write `start` before its name");
    std::set<std::string_view> allowed;
    for (const State& state : interface.states) {
        check_state(interface, state);
        for (const Transition& transition : state.transitions)
            allowed.insert(transition.method.text);
    }
    for (const Method& method : interface.methods)
        if (allowed.count(method.name.text) == 0 && method.kind != Method::Class::event)
            diagnostics_.error(232, method.place, "`" + method.name.text + "` is allowed in no state",
                               "add it to the states in which a client may use it");
    if (has_start)
        check_reachable(interface);
}

void Checker::check_state(const Interface& interface, const State& state) {
    if (state.transitions.empty() && state.documentation.empty())
        diagnostics_.warning(236, state.name.place,
                             "in `" + state.name.text + "` nothing is allowed but hanging up",
                             "if it is meant so, say why in its documentation");
    std::set<std::string_view> seen;
    for (const Transition& transition : state.transitions) {
        check_transition(interface, transition);
        if (!seen.insert(transition.method.text).second)
            diagnostics_.error(202, transition.method.place,
                               "`" + transition.method.text + "` is in this state already");
    }
}

const State* Checker::find_state(const Interface& interface, const Name& name) {
    for (const State& state : interface.states)
        if (state.name.text == name.text)
            return &state;
    diagnostics_.error(231, name.place, "there is no state `" + name.text + "`");
    return nullptr;
}

void Checker::check_transition(const Interface& interface, const Transition& transition) {
    const Method* method = find_method(interface, transition.method.text);
    if (!method)
        diagnostics_.error(231, transition.method.place,
                           "there is no method `" + transition.method.text + "`");
    else if (method->kind == Method::Class::event)
        diagnostics_.error(231, transition.method.place,
                           "`" + transition.method.text +
                               "` is an event: it comes from the server, on another connection");
    if (!transition.target.text.empty())
        find_state(interface, transition.target);
    for (const Transition::OnError& on : transition.errors) {
        find_state(interface, on.target);
        if (method && !throws(*method, on.error.text))
            diagnostics_.error(235, on.error.place,
                               "`" + method->name.text + "` does not throw `" + on.error.text + "`");
    }
}

void Checker::check_reachable(const Interface& interface) {
    std::set<std::string_view> reached;
    for (const State& state : interface.states)
        if (state.is_start)
            reached.insert(state.name.text);
    for (const Connect& connect : interface.connects)
        reached.insert(connect.state.text);
    for (size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const State& state : interface.states) {
            if (reached.count(state.name.text) == 0)
                continue;
            for (const Transition& transition : state.transitions) {
                reached.insert(transition.target.text);
                for (const Transition::OnError& on : transition.errors)
                    reached.insert(on.target.text);
            }
        }
    }
    for (const State& state : interface.states)
        if (reached.count(state.name.text) == 0)
            diagnostics_.error(233, state.name.place, "no way leads to the state `" + state.name.text + "`",
                               "name it behind `->` in another state, or at a connect");
}

} // namespace idl
