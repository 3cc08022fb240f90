// SPDX-License-Identifier: MIT
// What a filter can say about a call. The twin in TypeScript is web/page/filter/fields.ts.
#pragma once

#include "web/inspector/model/call_log.hpp"
#include "web/inspector/model/interface_table.hpp"
#include "web/inspector/model/task_table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace inspector {

/// Where a filter finds what is not in the call itself.
struct FilterFacts {
    const CallLog& log;
    const TaskTable& tasks;
    const InterfaceTable& names;
};

using FilterTest = std::function<bool(const Call&, const FilterFacts&)>;

enum class FieldType { number, task, text, state };

struct FieldValue {
    uint64_t number = 0; // of a task its id
    std::string text;
};
using FieldValues = std::vector<FieldValue>;

struct FilterField {
    const char* name;
    FieldType type;
    bool many; // may have several values; others have one, or none as long as the fact is not there
    void (*read)(const Call& call, const FilterFacts& facts, FieldValues& values);
};

/// Null when no field has that name.
const FilterField* find_field(const std::string& name);

/// "a number", "a task" ...
const char* type_text(FieldType type);

/// Null-terminated names of the states.
extern const char* const kStateNames[];

/// What is:WORD can say; null when it cannot say `word`.
using KindTest = bool (*)(const Call& call);
KindTest find_kind(const std::string& word);

/// "error, forwarded, ..."
std::string kind_list();

/// Calls `visit` with the calls that this one was made to serve, from the inside out, until it returns true;
/// whether it did.
bool any_ancestor(const Call& call, const CallLog& log, const std::function<bool(const Call&)>& visit);

} // namespace inspector
