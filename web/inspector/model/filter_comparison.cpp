// SPDX-License-Identifier: MIT
#include "web/inspector/model/filter_comparison.hpp"

#include <algorithm>
#include <cctype>

namespace inspector {

namespace {

using Kind = FilterToken::Kind;
using Fit = std::function<bool(const FieldValue& value, const FilterFacts& facts)>;
using Order = bool (*)(uint64_t left, uint64_t right);

constexpr size_t kLongestNumber = 15, kLongestTask = 9; // digits

Order order_of(const std::string& op) {
    if (op == "<")
        return [](uint64_t left, uint64_t right) { return left < right; };
    if (op == "<=")
        return [](uint64_t left, uint64_t right) { return left <= right; };
    if (op == ">")
        return [](uint64_t left, uint64_t right) { return left > right; };
    if (op == ">=")
        return [](uint64_t left, uint64_t right) { return left >= right; };
    return nullptr;
}

bool looks_into(const FilterToken& op) {
    return op.text.back() == '~';
}

bool negated(const FilterToken& op) {
    return op.text.front() == '!';
}

bool contains(const std::string& text, const std::string& part) {
    return lower_case(text).find(part) != std::string::npos;
}

std::string quote(const std::string& text) {
    return "\"" + text + "\"";
}

FilterTest never(FilterProblem& problem, size_t at, std::string message) {
    problem = {at, std::move(message)};
    return [](const Call&, const FilterFacts&) { return false; };
}

/// Some of the values fits, or with a negated operator none does; a fact that is not there fits nothing.
FilterTest test_of(const FilterField& field, bool negated, Fit fit) {
    return [&field, negated, fit = std::move(fit)](const Call& call, const FilterFacts& facts) {
        FieldValues values;
        field.read(call, facts, values);
        if (values.empty() && !field.many)
            return false;
        return negated != std::any_of(values.begin(), values.end(),
                                      [&](const auto& value) { return fit(value, facts); });
    };
}

std::string wrong_operator(const FilterField& field, const FilterToken& op) {
    std::string end = std::string(", and ") + field.name + " is " + type_text(field.type);
    if (order_of(op.text) && field.type != FieldType::number)
        return quote(op.text) + " compares numbers" + end;
    if (looks_into(op) && (field.type == FieldType::number || field.type == FieldType::state))
        return quote(op.text) + " looks into names" + end;
    return "";
}

bool equal(const FieldValue& left, const FieldValue& right) {
    return left.number == right.number && left.text == right.text;
}

FilterTest between_fields(const FilterField& field, const FilterToken& op, const FilterField& other) {
    Order order = order_of(op.text);
    return [&field, &other, order, negated = negated(op)](const Call& call, const FilterFacts& facts) {
        FieldValues left, right;
        field.read(call, facts, left);
        other.read(call, facts, right);
        if ((left.empty() && !field.many) || (right.empty() && !other.many))
            return false;
        bool any = false;
        for (const FieldValue& a : left)
            for (const FieldValue& b : right)
                any = any || (order ? order(a.number, b.number) : equal(a, b));
        return any != negated;
    };
}

Fit number_fit(const std::string& text, Order order) {
    uint64_t wanted = std::strtoull(text.c_str(), nullptr, 10);
    return [wanted, order](const FieldValue& found, const FilterFacts&) {
        return order ? order(found.number, wanted) : found.number == wanted;
    };
}

Fit task_fit(const FilterToken& value, bool into) {
    if (value.kind == Kind::word && !into && is_number(value.text, kLongestTask))
        return number_fit(value.text, nullptr);
    return [wanted = lower_case(value.text), into](const FieldValue& found, const FilterFacts& facts) {
        std::string name = facts.tasks.name(uint32_t(found.number));
        return into ? contains(name, wanted) : lower_case(name) == wanted;
    };
}

Fit text_fit(const std::string& text, bool into) {
    return [wanted = lower_case(text), into](const FieldValue& found, const FilterFacts&) {
        return into ? contains(found.text, wanted) : lower_case(found.text) == wanted;
    };
}

bool is_error(const std::string& name) {
    constexpr uint32_t kBeyond = 256; // the names of errors follow one another from 0
    for (uint32_t error = 0; error < kBeyond; ++error)
        if (error_name(error) == name)
            return !is_number(name, kLongestNumber);
    return false;
}

bool is_state(const std::string& name) {
    for (const char* const* state = kStateNames; *state; ++state)
        if (name == *state)
            return true;
    return false;
}

/// Why the value is none for the field; "" when it is one.
std::string wrong_value(const FilterField& field, const FilterToken& op, const FilterToken& value) {
    if (field.type == FieldType::number &&
        !(value.kind == Kind::word && is_number(value.text, kLongestNumber)))
        return std::string(field.name) + " is a number, and " + quote(value.text) + " is none";
    if (field.type == FieldType::text && std::string(field.name) == "error" && !looks_into(op) &&
        !is_error(lower_case(value.text)))
        return quote(value.text) + " is no error";
    if (field.type != FieldType::state || is_state(value.text))
        return "";
    std::string list;
    for (const char* const* state = kStateNames; *state; ++state)
        list += (list.empty() ? "" : ", ") + std::string(*state);
    return quote(value.text) + " is no state; states are " + list;
}

/// A dot in the value of `method` divides interface and method: vfs.read.
bool has_interface(const FilterField& field, const FilterToken& op, const FilterToken& value) {
    return std::string(field.name) == "method" && !looks_into(op) &&
           value.text.find('.') != std::string::npos;
}

FilterTest full_method(const FilterToken& value, bool negated) {
    return [wanted = lower_case(value.text), negated](const Call& call, const FilterFacts& facts) {
        std::string name = facts.names.interface_name(call.interface) + "." +
                           facts.names.method_name(call.interface, call.method);
        return (lower_case(name) == wanted) != negated;
    };
}

Fit fit_of(const FilterField& field, const FilterToken& op, const FilterToken& value) {
    if (field.type == FieldType::number)
        return number_fit(value.text, order_of(op.text));
    if (field.type == FieldType::task)
        return task_fit(value, looks_into(op));
    return text_fit(value.text, looks_into(op));
}

} // namespace

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return char(std::tolower(letter)); });
    return text;
}

bool is_number(const std::string& text, size_t digits) {
    return !text.empty() && text.size() <= digits &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

FilterTest compare(const FilterToken& name, const FilterToken& op, const FilterToken& value,
                   FilterProblem& problem) {
    const FilterField* field = find_field(name.text);
    if (!field)
        return never(problem, name.at, quote(name.text) + " is no field");
    if (std::string wrong = wrong_operator(*field, op); !wrong.empty())
        return never(problem, op.at, wrong);
    if (const FilterField* other = value.kind == Kind::word ? find_field(value.text) : nullptr) {
        if (other->type != field->type)
            return never(problem, value.at,
                         std::string(field->name) + " is " + type_text(field->type) + ", and " + other->name +
                             " is " + type_text(other->type));
        if (looks_into(op))
            return never(problem, value.at,
                         quote(op.text) + " takes a text, and " + other->name + " is a field");
        return between_fields(*field, op, *other);
    }
    if (has_interface(*field, op, value))
        return full_method(value, negated(op));
    if (std::string wrong = wrong_value(*field, op, value); !wrong.empty())
        return never(problem, value.at, wrong);
    return test_of(*field, negated(op), fit_of(*field, op, value));
}

} // namespace inspector
