// SPDX-License-Identifier: MIT
#include "fibrils/idl/json.hpp"

namespace idl {

namespace {

/// "attributes.kind": "kind", "indices[2]": "indices2".
std::string short_name(const std::string& path) {
    std::string name;
    for (const char c : path) {
        if (c == '.')
            name.clear();
        else if (c != '[' && c != ']')
            name += c;
    }
    return name;
}

void join_name(std::string& word, const std::string& name) {
    if (!word.empty())
        word += '_';
    word += name;
}

uint64_t bits_in_record(const Type& type) {
    if (type.kind == Type::Kind::structure)
        return uint64_t(type.structure->size) * 8;
    return type.bits < 8 ? 8 : type.bits;
}

} // namespace

std::string full_name(const Type& type) {
    if (type.enumeration)
        return type.enumeration->name_space + "." + type.enumeration->name.text;
    if (type.structure)
        return type.structure->name_space + "." + type.structure->name.text;
    return type.name.text;
}

std::string word_names(const std::vector<Slot>& slots, const std::vector<Attachment>& attachments) {
    std::string words[6];
    const auto add = [&](unsigned word, const std::string& name) {
        if (word < std::size(words))
            join_name(words[word], name);
    };
    for (const Slot& slot : slots)
        add(slot.word, short_name(slot.path));
    for (const Attachment& attachment : attachments) {
        if (!attachment.is_inline)
            continue;
        add(attachment.size_slot.word, attachment.size_slot.path);
        for (unsigned index = 0; index < attachment.word_count; index++)
            add(attachment.first_word + index, attachment.name.text + std::to_string(index + 1));
    }
    std::string result;
    for (const std::string& word : words) {
        if (!word.empty() && !result.empty())
            result += ' ';
        result += word;
    }
    return result;
}

void write_values(JsonWriter& json, const Enumeration& enumeration) {
    json.key(enumeration.is_flags ? "flags" : "values");
    json.begin('{', true);
    for (const Enumerator& enumerator : enumeration.values)
        json.member(enumerator.name.text, enumerator.value.value);
    json.end();
}

void write_slots(JsonWriter& json, std::string_view key, const std::vector<Slot>& slots) {
    json.key(key);
    json.begin('[', slots.empty());
    for (const Slot& slot : slots) {
        json.begin('{', true);
        json.member("name", slot.path);
        json.member("type", full_name(slot.type));
        json.member("word", unsigned(slot.word));
        json.member("shift", unsigned(slot.shift));
        json.member("bits", unsigned(slot.bits));
        if (slot.type.is_signed)
            json.member("signed", true);
        if (slot.type.enumeration)
            write_values(json, *slot.type.enumeration);
        json.end();
    }
    json.end();
}

void write_record(JsonWriter& json, const Structure& record) {
    json.begin('{', true);
    json.member("name", record.name_space + "." + record.name.text);
    json.member("size", record.size);
    json.key("fields");
    json.begin('[', true);
    uint64_t offset = 0;
    for (const Field& field : record.fields) {
        const uint64_t count = field.count ? field.count->value : 1;
        const uint64_t bits = bits_in_record(field.type);
        json.begin('{', true);
        json.member("name", field.name.text);
        json.member("type", full_name(field.type));
        json.member("offset", offset);
        json.member("bits", bits);
        if (field.count)
            json.member("count", count);
        if (field.type.is_signed)
            json.member("signed", true);
        if (field.type.enumeration)
            write_values(json, *field.type.enumeration);
        if (field.type.structure) {
            json.key("record");
            write_record(json, *field.type.structure);
        }
        json.end();
        offset += bits / 8 * count;
    }
    json.end();
    json.end();
}

} // namespace idl
