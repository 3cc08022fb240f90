// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"

#include <algorithm>
#include <map>

namespace idl {

namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// snake_case, so that the names made of it in C++ stay apart: single underscores, each before a letter.
bool is_snake(std::string_view name) {
    for (size_t index = 0; index < name.size(); index++) {
        const char c = name[index];
        const char next = index + 1 < name.size() ? name[index + 1] : '\0';
        if (!is_lower(c) && !is_digit(c) && !(c == '_' && is_lower(next)))
            return false;
    }
    return !name.empty() && is_lower(name[0]);
}

bool is_camel(std::string_view name) {
    return !name.empty() && is_upper(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c);
    });
}

/// Keywords, macros, and what generated code names itself, each between blanks.
constexpr std::string_view kTaken =
    " "
    "abi alignas alignof and and_eq asm assert async auto bitand bitor bool break case catch "
    "char char16_t char32_t char8_t class co_await co_return co_yield compl concept const "
    "const_cast consteval constexpr constinit continue decltype default delete do double "
    "dynamic_cast else enum errno explicit export extern false float for friend goto if inline "
    "int int16_t int32_t int64_t int8_t linux long major minor mutable namespace new noexcept "
    "not not_eq nullptr operator or or_eq private protected public register reinterpret_cast "
    "requires return short signed size_t sizeof static static_assert static_cast std stderr "
    "stdin stdout struct switch template this thread_local throw true try typedef typeid "
    "typename uint16_t uint32_t uint64_t uint8_t union unix unsigned using virtual void "
    "volatile wchar_t while xor xor_eq ";

bool is_taken(std::string_view name) {
    return kTaken.find(" " + std::string(name) + " ") != std::string_view::npos;
}

template<typename Things>
void append(std::vector<const Name*>& names, const Things& things) {
    for (const auto& thing : things)
        names.push_back(&thing.name);
}

template<typename Thing>
void append(std::vector<const Name*>& names, const std::vector<std::unique_ptr<Thing>>& things) {
    for (const auto& thing : things)
        names.push_back(&thing->name);
}

} // namespace

void Checker::check_name(const Name& name, bool is_type) {
    if (!(is_type ? is_camel(name.text) : is_snake(name.text)))
        diagnostics_.error(200, name.place, "`" + name.text + "` is no name for this",
                           is_type ? "names of types are written LikeThis" : "names are written like_this");
    else if (is_taken(name.text))
        diagnostics_.error(201, name.place, "`" + name.text + "` has another meaning in C++",
                           "take another name");
}

/// Of what is a function or a variable in C++, and would hide the namespace of an imported file there.
void Checker::check_variable(const Name& name) {
    check_name(name, false);
    for (const Unit* unit : scope_->visible())
        if (unit->name_space.text == name.text && name.text != scope_->unit().name_space.text)
            return diagnostics_.error(201, name.place,
                                      "`" + name.text + "` is the namespace of an imported file",
                                      "take another name");
}

/// Checks that no two are the same; `what` they are names of.
void Checker::check_unique(const std::vector<const Name*>& names, const std::string& what) {
    std::map<std::string_view, const Name*> seen;
    for (const Name* name : names) {
        const auto [first, is_new] = seen.emplace(name->text, name);
        if (is_new || name->place.file != scope_->unit().name_space.place.file)
            continue;
        diagnostics_.error(202, name->place, "there is another " + what + " `" + name->text + "`");
        diagnostics_.related(first->second->place, "the first one");
    }
}

void Checker::check_names(const Unit& unit) {
    check_name(unit.name_space, false);
    std::vector<const Name*> all;
    for (const Unit* visible : scope_->visible()) {
        if (visible != &unit && visible->name_space.text != unit.name_space.text)
            continue;
        append(all, visible->constants);
        append(all, visible->enumerations);
        append(all, visible->structures);
        append(all, visible->interfaces);
    }
    std::stable_partition(all.begin(), all.end(),
                          [&](const Name* name) { return name->place.file != unit.name_space.place.file; });
    check_unique(all, "declaration");
    for (const auto& constant : unit.constants)
        check_name(constant->name, false);
    for (const auto& enumeration : unit.enumerations) {
        check_name(enumeration->name, true);
        std::vector<const Name*> values;
        append(values, enumeration->values);
        check_unique(values, "value");
        for (const Name* name : values)
            check_name(*name, false);
    }
    for (const auto& structure : unit.structures) {
        check_name(structure->name, true);
        std::vector<const Name*> fields;
        append(fields, structure->fields);
        check_unique(fields, "field");
        for (const Name* name : fields)
            check_variable(*name);
    }
    for (const auto& interface : unit.interfaces)
        check_member_names(*interface);
}

void Checker::check_member_names(const Interface& interface) {
    check_name(interface.name, false);
    std::vector<const Name*> members;
    append(members, interface.methods);
    append(members, interface.connects);
    check_unique(members, "method");
    std::vector<const Name*> states;
    append(states, interface.states);
    check_unique(states, "state");
    members.insert(members.end(), states.begin(), states.end());
    for (const Method& method : interface.methods) {
        std::vector<const Name*> parameters;
        append(parameters, method.fields);
        for (const Attachment& attachment : method.attachments)
            if (attachment.kind != Attachment::Kind::callback)
                parameters.push_back(&attachment.name);
        check_unique(parameters, "argument");
        std::vector<const Name*> results;
        append(results, method.results);
        check_unique(results, "result");
        members.insert(members.end(), parameters.begin(), parameters.end());
        members.insert(members.end(), results.begin(), results.end());
    }
    for (const Connect& connect : interface.connects) {
        std::vector<const Name*> fields;
        append(fields, connect.fields);
        check_unique(fields, "argument");
        members.insert(members.end(), fields.begin(), fields.end());
    }
    for (const Name* name : members)
        check_variable(*name);
}

} // namespace idl
