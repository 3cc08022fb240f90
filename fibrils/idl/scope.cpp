// SPDX-License-Identifier: MIT
#include "fibrils/idl/scope.hpp"

#include <algorithm>

namespace idl {

namespace {

template<typename Thing>
Thing* find(const std::vector<std::unique_ptr<Thing>>& things, std::string_view name) {
    for (const auto& thing : things)
        if (thing->name.text == name)
            return thing.get();
    return nullptr;
}

const Method* find_method(const Interface& interface, std::string_view name) {
    for (const Method& method : interface.methods)
        if (method.name.text == name)
            return &method;
    return nullptr;
}

/// How many letters have to be added, removed or changed.
size_t distance(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    for (size_t column = 0; column <= b.size(); column++)
        row[column] = column;
    for (size_t line = 1; line <= a.size(); line++) {
        size_t diagonal = row[0];
        row[0] = line;
        for (size_t column = 1; column <= b.size(); column++) {
            const size_t change = diagonal + (a[line - 1] == b[column - 1] ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({row[column] + 1, row[column - 1] + 1, change});
        }
    }
    return row[b.size()];
}

/// Names longer than this are not compared.
constexpr size_t kMaxCompared = 64;

} // namespace

const Unit* find_unit(const Program& program, std::string_view path) {
    for (const auto& unit : program.units)
        if (unit->path == path)
            return unit.get();
    return nullptr;
}

Scope::Scope(const Program& program, const Unit& unit) : unit_(unit), visible_{&unit} {
    for (const Import& import : unit.imports) {
        const Unit* imported = find_unit(program, import.path.text);
        if (imported && std::find(visible_.begin(), visible_.end(), imported) == visible_.end())
            visible_.push_back(imported);
    }
}

namespace {

/// Looks for "name" or "namespace.name" in `list` of each visible unit.
template<typename Thing>
Thing* look_up(const Scope& scope, std::vector<std::unique_ptr<Thing>> Unit::*list, std::string_view name) {
    std::string_view name_space = scope.unit().name_space.text;
    if (const size_t dot = name.find('.'); dot != std::string_view::npos) {
        name_space = name.substr(0, dot);
        name.remove_prefix(dot + 1);
    }
    for (const Unit* unit : scope.visible())
        if (unit->name_space.text == name_space)
            if (Thing* thing = find(unit->*list, name))
                return thing;
    return nullptr;
}

} // namespace

Constant* Scope::constant(std::string_view name) const {
    return look_up(*this, &Unit::constants, name);
}

Enumeration* Scope::enumeration(std::string_view name) const {
    return look_up(*this, &Unit::enumerations, name);
}

Structure* Scope::structure(std::string_view name) const {
    return look_up(*this, &Unit::structures, name);
}

Interface* Scope::interface(std::string_view name) const {
    return look_up(*this, &Unit::interfaces, name);
}

bool Scope::resolve(Reference& reference) const {
    const std::string_view name = reference.name.text;
    if (const Interface* whole = interface(name)) {
        reference.interface = whole;
        return true;
    }
    const size_t dot = name.rfind('.');
    if (dot == std::string_view::npos)
        return false;
    const Interface* found = interface(name.substr(0, dot));
    const Method* method = found ? find_method(*found, name.substr(dot + 1)) : nullptr;
    if (!method)
        return false;
    reference.interface = found;
    reference.method = method;
    return true;
}

std::string Scope::similar(std::string_view name) const {
    std::string best;
    size_t least = std::min<size_t>(name.size() / 3, 3) + 1;
    if (name.size() > kMaxCompared)
        return best;
    const auto consider = [&](const Unit& unit, const std::string& candidate) {
        const bool is_own = unit.name_space.text == unit_.name_space.text;
        const std::string full = is_own ? candidate : unit.name_space.text + "." + candidate;
        const size_t steps = full.size() > kMaxCompared ? least : distance(name, full);
        if (steps < least) {
            least = steps;
            best = full;
        }
    };
    for (const Unit* unit : visible_) {
        for (const auto& thing : unit->constants)
            consider(*unit, thing->name.text);
        for (const auto& thing : unit->enumerations)
            consider(*unit, thing->name.text);
        for (const auto& thing : unit->structures)
            consider(*unit, thing->name.text);
        for (const auto& thing : unit->interfaces)
            consider(*unit, thing->name.text);
    }
    return best;
}

} // namespace idl
