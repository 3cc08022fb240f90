// SPDX-License-Identifier: MIT
#include "fibrils/idl/frozen.hpp"

#include "fibrils/idl/compile.hpp"
#include "fibrils/idl/wire_hash.hpp"

#include <algorithm>

namespace idl {

namespace {

const Method* find_method(const Interface& interface, uint64_t number) {
    for (const Method& method : interface.methods)
        if (method.number == number)
            return &method;
    return nullptr;
}

template<typename Thing>
const Thing* find(const std::vector<std::unique_ptr<Thing>>& things, const std::string& name) {
    for (const auto& thing : things)
        if (thing->name.text == name)
            return thing.get();
    return nullptr;
}

std::vector<std::string> error_names(const Method& method) {
    std::vector<std::string> names;
    for (const Name& name : method.errors)
        names.push_back(name.text);
    std::sort(names.begin(), names.end());
    return names;
}

/// Does an answer bring errors that clients of the released version do not know?
bool has_other_errors(const Interface& now, const Interface& then) {
    for (const Method& method : then.methods)
        if (const Method* found = find_method(now, method.number);
            found && error_names(*found) != error_names(method))
            return true;
    return false;
}

} // namespace

FrozenComparison::FrozenComparison(const Program& program, const Program& frozen, Diagnostics& diagnostics)
    : now_(*program.units[0]), then_(*frozen.units[0]), diagnostics_(diagnostics) {}

void FrozenComparison::error(int number, const Place& place, const std::string& message,
                             const std::string& help) {
    diagnostics_.error(number, place, message, help);
}

void FrozenComparison::compare() {
    for (const auto& enumeration : then_.enumerations)
        if (const Enumeration* found = find(now_.enumerations, enumeration->name.text))
            compare(*found, *enumeration);
    for (const auto& structure : then_.structures)
        if (const Structure* found = find(now_.structures, structure->name.text);
            found && structure->is_record)
            compare(*found, *structure);
    for (const auto& interface : then_.interfaces) {
        const auto found = std::find_if(now_.interfaces.begin(), now_.interfaces.end(),
                                        [&](const auto& other) { return other->id == interface->id; });
        if (found == now_.interfaces.end())
            error(301, now_.name_space.place,
                  "the interface `" + interface->name.text + "` (\"" + interface->letters.text +
                      "\") was released and is gone",
                  "retire its methods one by one; nobody may take its letters");
        else
            compare(**found, *interface);
    }
}

void FrozenComparison::compare(const Interface& now, const Interface& then) {
    compare_version(now, then);
    for (const Method& method : then.methods) {
        const Method* found = find_method(now, method.number);
        const auto is_it = [&](const Expression& ordinal) { return ordinal.value == method.ordinal.value; };
        const bool is_retired = std::any_of(now.retired.begin(), now.retired.end(), is_it);
        if (found)
            compare(now, *found, method);
        else if (!is_retired)
            error(302, now.name.place,
                  "`" + method.name.text + "` with the ordinal " + std::to_string(method.ordinal.value) +
                      " was released and is gone",
                  "write `retired " + std::to_string(method.ordinal.value) +
                      ";`, so that nobody takes the ordinal");
    }
    for (const Expression& ordinal : then.retired) {
        const auto is_it = [&](const Expression& other) { return ordinal.value == other.value; };
        if (std::none_of(now.retired.begin(), now.retired.end(), is_it))
            error(303, now.name.place, "the ordinal " + std::to_string(ordinal.value) + " was retired",
                  "it stays retired for ever: write `retired " + std::to_string(ordinal.value) + ";`");
    }
    compare_connects(now, then);
    compare_states(now, then);
}

void FrozenComparison::compare_version(const Interface& now, const Interface& then) {
    const std::string released = std::to_string(then.version.value);
    if (now.version.value < then.version.value)
        error(304, now.version.place, "version " + released + " was released");
    const bool is_other = wire_hash(now) != wire_hash(then) || has_other_errors(now, then);
    if (is_other && now.version.value == then.version.value)
        error(304, now.version.place, "what travels has changed since version " + released + " was released",
              "make it version " + std::to_string(then.version.value + 1));
}

void FrozenComparison::compare_connects(const Interface& now, const Interface& then) {
    const auto number = [](const Connect& connect) {
        return connect.number ? std::to_string(connect.number->value) : "*";
    };
    const auto is_same = [](const Slot& a, const Slot& b) { return a.word == b.word && a.bits == b.bits; };
    for (const Connect& connect : then.connects) {
        const auto found = std::find_if(now.connects.begin(), now.connects.end(), [&](const Connect& other) {
            return number(other) == number(connect);
        });
        if (found == now.connects.end())
            error(305, now.name.place, "`connect " + number(connect) + "` was released and is gone");
        else if (!std::equal(connect.slots.begin(), connect.slots.end(), found->slots.begin(),
                             found->slots.end(), is_same))
            error(305, found->place,
                  "`connect " + number(connect) + "` carried something else when it was released");
    }
    if (then.connects.empty() && !now.connects.empty())
        error(305, now.connects.front().place, "every connection was accepted when this was released");
}

void check_frozen(const Program& program, const Program& frozen, Diagnostics& diagnostics) {
    FrozenComparison(program, frozen, diagnostics).compare();
}

} // namespace idl
