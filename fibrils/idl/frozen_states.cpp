// SPDX-License-Identifier: MIT
#include "fibrils/idl/frozen.hpp"

#include <set>

namespace idl {

namespace {

/// What an interface is in: a state of its own, or the only one of an interface without states (null).
using Position = const State*;

Position find_state(const Interface& interface, std::string_view name) {
    for (const State& state : interface.states)
        if (name.empty() ? state.is_start : state.name.text == name)
            return &state;
    return nullptr;
}

const Transition* find_transition(const State& state, std::string_view method) {
    for (const Transition& transition : state.transitions)
        if (transition.method.text == method)
            return &transition;
    return nullptr;
}

std::string_view method_name(const Interface& interface, uint64_t number) {
    for (const Method& method : interface.methods)
        if (method.number == number)
            return method.name.text;
    return {};
}

/// Where `method` leads after ok (`error` "") or after an error.
Position next(const Interface& interface, Position state, std::string_view method, std::string_view error) {
    const Transition* transition = state ? find_transition(*state, method) : nullptr;
    if (!transition)
        return state;
    if (error.empty())
        return transition->target.text.empty() ? state : find_state(interface, transition->target.text);
    for (const Transition::OnError& on : transition->errors)
        if (on.error.text == error)
            return find_state(interface, on.target.text);
    return state;
}

/// Walks both machines at once along what a client of the released version may do.
class Walk {
  public:
    Walk(const Interface& now, const Interface& then) : now_(now), then_(then) {}

    void begin(Position now, Position then) { visit({now, then}); }

    /// The next pair to look at; false at the end.
    bool take(std::pair<Position, Position>& pair) {
        if (open_.empty())
            return false;
        pair = open_.back();
        open_.pop_back();
        return true;
    }

    /// Behind a method of number `number`, after ok and after each error.
    void follow(const std::pair<Position, Position>& pair, uint64_t number) {
        const std::string_view new_name = method_name(now_, number);
        const std::string_view old_name = method_name(then_, number);
        std::set<std::string_view> outcomes{""};
        for (const auto& [interface, state, name] :
             {std::tuple(&now_, pair.first, new_name), std::tuple(&then_, pair.second, old_name)})
            if (const Transition* transition = state ? find_transition(*state, name) : nullptr)
                for (const Transition::OnError& on : transition->errors)
                    outcomes.insert(on.error.text);
        for (const std::string_view outcome : outcomes)
            visit({next(now_, pair.first, new_name, outcome), next(then_, pair.second, old_name, outcome)});
    }

  private:
    void visit(const std::pair<Position, Position>& pair) {
        if (seen_.insert(pair).second)
            open_.push_back(pair);
    }

    const Interface& now_;
    const Interface& then_;
    std::set<std::pair<Position, Position>> seen_;
    std::vector<std::pair<Position, Position>> open_;
};

bool is_allowed(Position state, std::string_view method) {
    return !state || find_transition(*state, method);
}

} // namespace

void FrozenComparison::compare_states(const Interface& now, const Interface& then) {
    Walk walk(now, then);
    walk.begin(find_state(now, ""), find_state(then, ""));
    for (const Connect& connect : then.connects)
        for (const Connect& other : now.connects)
            if (connect.number.has_value() == other.number.has_value() &&
                (!connect.number || connect.number->value == other.number->value))
                walk.begin(find_state(now, other.state.text), find_state(then, connect.state.text));
    std::set<std::pair<Position, uint64_t>> reported;
    for (std::pair<Position, Position> pair; walk.take(pair);)
        for (const Method& method : then.methods) {
            const std::string_view name = method_name(now, method.number);
            if (method.kind == Method::Class::event || name.empty() ||
                !is_allowed(pair.second, method.name.text))
                continue;
            walk.follow(pair, method.number);
            if (is_allowed(pair.first, name) || !reported.insert({pair.first, method.number}).second)
                continue;
            error(312, pair.first->name.place,
                  "clients of the released version may call `" + method.name.text +
                      "` when the server is in `" + pair.first->name.text + "`",
                  "allow it here: what was accepted has to be accepted");
        }
}

} // namespace idl
