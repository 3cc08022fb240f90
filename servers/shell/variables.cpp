// SPDX-License-Identifier: MIT
#include "servers/shell/variables.hpp"

#include "servers/shell/quoting.hpp"

namespace shell {

size_t Variables::place(std::string_view name) const {
    size_t low = 0, high = variables_.size();
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (variables_[middle].name < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const Variable* Variables::find(std::string_view name) const {
    size_t at = place(name);
    return at < variables_.size() && variables_[at].name == name ? &variables_[at] : nullptr;
}

std::string Variables::value(std::string_view name) const {
    const Variable* variable = find(name);
    return variable ? variable->value : std::string();
}

void Variables::set(std::string_view name, std::string_view value) {
    size_t at = place(name);
    if (at == variables_.size() || variables_[at].name != name)
        variables_.insert(variables_.begin() + at, {std::string(name), std::string(value), false, false});
    else if (!variables_[at].read_only)
        variables_[at].value = std::string(value);
}

void Variables::make_read_only(std::string_view name) {
    if (!find(name))
        set(name, "");
    variables_[place(name)].read_only = true;
}

bool Variables::is_read_only(std::string_view name) const {
    const Variable* variable = find(name);
    return variable && variable->read_only;
}

void Variables::restore(std::string_view name, const Variable* old) {
    if (find(name))
        variables_.erase(variables_.begin() + place(name));
    if (old)
        variables_.insert(variables_.begin() + place(name), *old);
}

void Variables::export_name(std::string_view name) {
    if (!find(name))
        set(name, "");
    variables_[place(name)].exported = true;
}

bool Variables::unset(std::string_view name) {
    if (!find(name) || is_read_only(name))
        return false;
    variables_.erase(variables_.begin() + place(name));
    return true;
}

void Variables::import_environment(char** environment) {
    for (; environment && *environment; ++environment) {
        std::string_view entry = *environment;
        size_t size = assignment_name(entry);
        if (size == 0)
            continue;
        set(entry.substr(0, size), entry.substr(size + 1));
        export_name(entry.substr(0, size));
    }
}

std::vector<std::string> Variables::environment() const {
    std::vector<std::string> entries;
    for (const auto& variable : variables_)
        if (variable.exported)
            entries.push_back(variable.name + "=" + variable.value);
    return entries;
}

} // namespace shell
