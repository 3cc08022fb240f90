// SPDX-License-Identifier: MIT
// The intermediate file: what README.md of this folder says about --json.
#pragma once

#include "fibrils/idl/json_writer.hpp"
#include "fibrils/idl/tree.hpp"

namespace idl {

/// One interface with all that a reader of traces, a monitor or a model needs to know, without other files.
void write_interface(JsonWriter& json, const Interface& interface);

/// Names of the words in their order, with blanks between them; those that share a word are joined by '_'.
std::string word_names(const std::vector<Slot>& slots, const std::vector<Attachment>& attachments);

/// The name of a type with its namespace, if it is a declared one.
std::string full_name(const Type& type);

void write_slots(JsonWriter& json, std::string_view key, const std::vector<Slot>& slots);
void write_record(JsonWriter& json, const Structure& record);
void write_values(JsonWriter& json, const Enumeration& enumeration);
void write_attachment(JsonWriter& json, const Attachment& attachment);

} // namespace idl
