// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"

#include <map>

namespace idl {

namespace {

constexpr uint64_t kMaxRecord = 65536; // bytes: one transfer
constexpr int kMaxNesting = 8;

/// `u1` to `u64` (and `i8`, ...): the number behind the letter, or 0.
uint8_t bits_of(std::string_view name) {
    if (name.size() < 2 || name.size() > 3 || name[1] == '0')
        return 0;
    uint32_t bits = 0;
    for (const char c : name.substr(1)) {
        if (c < '0' || c > '9')
            return 0;
        bits = bits * 10 + uint32_t(c - '0');
    }
    return bits <= 64 ? uint8_t(bits) : 0;
}

bool is_machine_size(uint32_t bits) {
    return bits == 8 || bits == 16 || bits == 32 || bits == 64;
}

bool resolve_scalar(Type& type) {
    const std::string_view name = type.name.text;
    const uint8_t bits = bits_of(name);
    type.is_signed = false;
    if (name == "bool") {
        type.kind = Type::Kind::boolean;
        type.bits = 1;
    } else if (name == "handle") {
        type.kind = Type::Kind::handle;
        type.bits = 32;
    } else if (bits > 0 && (name[0] == 'u' || (name[0] == 'i' && is_machine_size(bits)))) {
        type.kind = Type::Kind::integer;
        type.is_signed = name[0] == 'i';
        type.bits = bits;
    } else {
        return false;
    }
    return true;
}

/// Bytes of a value in a record, where a bool takes one.
uint64_t size_in_record(const Type& type) {
    if (type.kind == Type::Kind::structure)
        return type.structure->size;
    return type.bits < 8 ? 1 : type.bits / 8;
}

uint64_t alignment_in_record(const Type& type) {
    return type.kind == Type::Kind::structure ? type.structure->alignment : size_in_record(type);
}

std::string filler(uint64_t bytes) {
    return bytes == 1 ? "`u8 reserved`" : "`u8 reserved[" + std::to_string(bytes) + "]`";
}

} // namespace

void Checker::check_enumeration(Enumeration& enumeration) {
    enumeration.name_space = scope_->unit().name_space.text;
    Type type;
    type.name = enumeration.type;
    if (!resolve_scalar(type) || type.kind != Type::Kind::integer || type.is_signed)
        diagnostics_.error(208, enumeration.type.place,
                           "`" + enumeration.type.text + "` cannot hold named values",
                           "take a type of numbers without sign: u1 to u64");
    else
        enumeration.bits = type.bits;
    if (enumeration.values.empty())
        diagnostics_.error(215, enumeration.name.place, "`" + enumeration.name.text + "` is empty");
    check_values(enumeration);
}

void Checker::check_values(Enumeration& enumeration) {
    std::map<uint64_t, const Enumerator*> seen;
    for (Enumerator& enumerator : enumeration.values) {
        const auto value = evaluator_.evaluate(enumerator.value, *scope_);
        if (!value || enumeration.bits == 0)
            continue;
        if (enumeration.bits < 64 && *value >> enumeration.bits != 0)
            diagnostics_.error(209, enumerator.value.place,
                               std::to_string(*value) + " does not fit into " + enumeration.type.text);
        else if (enumeration.is_flags && (*value == 0 || (*value & (*value - 1)) != 0))
            diagnostics_.error(209, enumerator.value.place, std::to_string(*value) + " is not a single bit",
                               "flags are combined by those who use them; 0 needs no name");
        const auto [first, is_new] = seen.emplace(*value, &enumerator);
        if (is_new)
            continue;
        diagnostics_.error(210, enumerator.value.place,
                           "another name has the value " + std::to_string(*value));
        diagnostics_.related(first->second->name.place, "this one");
    }
}

bool Checker::resolve_type(Type& type) {
    if (resolve_scalar(type))
        return true;
    if (const Enumeration* enumeration = scope_->enumeration(type.name.text)) {
        type.kind = Type::Kind::enumeration;
        type.enumeration = enumeration;
        type.bits = enumeration->bits;
        return true;
    }
    if (const Structure* structure = scope_->structure(type.name.text)) {
        type.kind = Type::Kind::structure;
        type.structure = structure;
        return true;
    }
    const std::string similar = scope_->similar(type.name.text);
    diagnostics_.error(203, type.name.place, "there is no type `" + type.name.text + "`",
                       similar.empty()
                           ? "there are bool, u1 to u64, i8, i16, i32, i64, handle, and what the file "
                             "and its imports declare"
                           : "did you mean `" + similar + "`?");
    return false;
}

/// `where`: "record", "struct" or "message". False after a mistake.
bool Checker::resolve_field(Field& field, const std::string& where) {
    if (!resolve_type(field.type))
        return false;
    const Type& type = field.type;
    const bool is_in_record = where == "record";
    const bool is_structure = type.kind == Type::Kind::structure;
    const auto refuse = [&](const std::string& what, const std::string& help) {
        diagnostics_.error(212, type.name.place, "`" + type.name.text + "` " + what, help);
        return false;
    };
    if (is_structure && type.structure->is_record != is_in_record)
        return refuse("cannot be a part of a " + where,
                      is_in_record ? "only records can be in records"
                                   : "a record travels as data: `in array` or `out array`");
    if (is_in_record && type.kind == Type::Kind::handle)
        return refuse("means nothing inside of data", "declare `in handle` at the method");
    if (is_in_record && !is_structure && type.bits != 1 && !is_machine_size(type.bits))
        return refuse("has " + std::to_string(type.bits) + " bits",
                      "in a record only types of 8, 16, 32 and 64 bits, and bool, have a place");
    if (is_in_record && type.bits == 1 && type.kind != Type::Kind::boolean)
        return refuse("has 1 bit", "take `bool`, which takes a byte of a record");
    return check_array(field);
}

bool Checker::check_array(Field& field) {
    if (!field.count)
        return true;
    const auto count = evaluator_.evaluate(*field.count, *scope_);
    const bool is_possible = count && *count > 0 && *count <= kMaxRecord;
    if (count && !is_possible)
        diagnostics_.error(214, field.count->place,
                           "an array cannot have " + std::to_string(*count) + " elements",
                           "1 to 65536 are possible");
    return is_possible;
}

void Checker::resolve_structure(Structure& structure) {
    structure.name_space = scope_->unit().name_space.text;
    if (structure.fields.empty())
        diagnostics_.error(215, structure.name.place, "`" + structure.name.text + "` is empty");
    for (Field& field : structure.fields)
        resolve_field(field, structure.is_record ? "record" : "struct");
}

/// Types in types in types end somewhere, and soon.
void Checker::check_nesting() {
    std::map<const Structure*, int> levels;
    const auto level = [&](const Structure& structure) {
        int most = 0;
        for (const Field& field : structure.fields)
            if (field.type.kind == Type::Kind::structure)
                most = std::max(most, levels[field.type.structure]);
        return most + 1;
    };
    for (int round = 0; round <= kMaxNesting; round++)
        for (const auto& unit : program_.units)
            for (const auto& structure : unit->structures)
                levels[structure.get()] = level(*structure);
    for (const auto& unit : program_.units)
        for (const auto& structure : unit->structures)
            if (levels[structure.get()] > kMaxNesting)
                diagnostics_.error(213, structure->name.place,
                                   "`" + structure->name.text +
                                       "` contains itself, or types inside types more than " +
                                       std::to_string(kMaxNesting) + " deep");
}

/// Natural alignment; a hole is a mistake, because its bytes would travel without a value.
void Checker::lay_out(Structure& record) {
    if (record.size != 0)
        return;
    uint64_t offset = 0;
    for (const Field& field : record.fields) {
        if (field.type.kind == Type::Kind::structure)
            lay_out(const_cast<Structure&>(*field.type.structure));
        record.alignment = std::max(record.alignment, uint32_t(alignment_in_record(field.type)));
        offset = lay_out_field(field, offset);
    }
    const uint64_t missing = (record.alignment - offset % record.alignment) % record.alignment;
    if (missing != 0)
        diagnostics_.error(211, record.name.place, "`" + record.name.text + "` ends with a hole",
                           "add " + filler(missing) + " at the end");
    if (offset > kMaxRecord)
        diagnostics_.error(225, record.name.place, "`" + record.name.text + "` has more than 65536 bytes");
    record.size = uint32_t(std::min(offset + missing, kMaxRecord));
}

/// Returns the offset behind it.
uint64_t Checker::lay_out_field(const Field& field, uint64_t offset) {
    const uint64_t step = alignment_in_record(field.type);
    const uint64_t hole = (step - offset % step) % step;
    if (hole != 0)
        diagnostics_.error(211, field.name.place,
                           "there is a hole of " + std::to_string(hole) + " bytes before `" +
                               field.name.text + "`",
                           "add " + filler(hole) + " before it, or move it");
    return offset + hole + size_in_record(field.type) * (field.count ? field.count->value : 1);
}

} // namespace idl
