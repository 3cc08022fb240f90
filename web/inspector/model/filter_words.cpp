// SPDX-License-Identifier: MIT
#include "web/inspector/model/filter_words.hpp"

#include "web/inspector/model/filter_comparison.hpp"

#include <algorithm>

namespace inspector {

namespace {

using Look = bool (*)(const std::string& text, const std::string& part);
using Finder = bool (*)(const Call& call, const FilterFacts& facts, const std::string& part, Look look);

bool contains(const std::string& text, const std::string& part) {
    return lower_case(text).find(part) != std::string::npos;
}

// Names of tasks and protocols: "vfs" is not "devfs".
bool begins(const std::string& text, const std::string& part) {
    return lower_case(text).rfind(part, 0) == 0;
}

bool find_from(const Call& call, const FilterFacts& facts, const std::string& part, Look look) {
    return look(facts.tasks.name(call.sender), part);
}

bool find_to(const Call& call, const FilterFacts& facts, const std::string& part, Look look) {
    if (look(facts.tasks.name(call.receiver), part))
        return true;
    return std::any_of(call.hops.begin(), call.hops.end(),
                       [&](const Hop& hop) { return look(facts.tasks.name(hop.to), part); });
}

bool find_task(const Call& call, const FilterFacts& facts, const std::string& part, Look look) {
    return find_from(call, facts, part, look) || find_to(call, facts, part, look);
}

bool find_interface(const Call& call, const FilterFacts& facts, const std::string& part, Look look) {
    if (look(facts.names.interface_name(call.interface), part))
        return true;
    return std::any_of(call.hops.begin(), call.hops.end(),
                       [&](const Hop& hop) { return look(facts.names.interface_name(hop.interface), part); });
}

bool find_method(const Call& call, const FilterFacts& facts, const std::string& part, Look) {
    if (call.state == CallState::notification)
        return contains("notification", part);
    if (contains(facts.names.method_name(call.interface, call.method), part))
        return true;
    return std::any_of(call.hops.begin(), call.hops.end(), [&](const Hop& hop) {
        return contains(facts.names.method_name(hop.interface, hop.method), part);
    });
}

bool find_error(const Call& call, const FilterFacts&, const std::string& part, Look) {
    return call.failed() && contains(error_name(call.error), part);
}

constexpr struct {
    const char* name;
    Finder find;
} kFinders[] = {{"task", find_task},       {"from", find_from},     {"to", find_to},
                {"iface", find_interface}, {"method", find_method}, {"error", find_error}};

FilterTest found_by(Finder find, std::string part, Look look) {
    return [find, part = std::move(part), look](const Call& call, const FilterFacts& facts) {
        return find(call, facts, part, look);
    };
}

FilterTest anywhere(std::string part) {
    return [part = std::move(part)](const Call& call, const FilterFacts& facts) {
        return find_task(call, facts, part, contains) || find_interface(call, facts, part, contains) ||
               find_method(call, facts, part, contains) || find_error(call, facts, part, contains);
    };
}

FilterTest test_of_kind(const FilterToken& token, const std::string& word, FilterProblem& problem) {
    KindTest kind = find_kind(word);
    if (!kind)
        problem = {token.at, "\"" + token.text + "\" means nothing; is: takes " + kind_list()};
    return [kind](const Call& call, const FilterFacts&) { return kind && kind(call); };
}

FilterTest test_of_id(const FilterToken& token, const std::string& word, FilterProblem& problem) {
    constexpr size_t kDigits = 9;
    if (!is_number(word, kDigits))
        problem = {token.at, "\"" + token.text + "\" needs the number of a call"};
    auto id = uint32_t(std::strtoul(word.c_str(), nullptr, 10));
    auto is_it = [id](const Call& call) { return call.id == id || call.parent == id; };
    return [is_it](const Call& call, const FilterFacts& facts) {
        return is_it(call) || any_ancestor(call, facts.log, is_it);
    };
}

} // namespace

FilterTest test_of_word(const FilterToken& token, FilterProblem& problem) {
    std::string word = lower_case(token.text);
    size_t colon = token.kind == FilterToken::Kind::word ? word.find(':') : std::string::npos;
    if (colon == std::string::npos)
        return anywhere(word);
    std::string name = word.substr(0, colon), rest = word.substr(colon + 1);
    if (name == "is")
        return test_of_kind(token, rest, problem);
    if (name == "id")
        return test_of_id(token, rest, problem);
    for (const auto& known : kFinders)
        if (name == known.name)
            return found_by(known.find, rest, begins);
    return anywhere(word);
}

} // namespace inspector
