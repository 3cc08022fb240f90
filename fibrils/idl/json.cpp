// SPDX-License-Identifier: MIT
#include "fibrils/idl/json.hpp"

#include "fibrils/idl/compile.hpp"

namespace idl {

namespace {

void write_documentation(JsonWriter& json, const std::string& documentation) {
    if (!documentation.empty())
        json.member("documentation", documentation);
}

void write_constants(JsonWriter& json, const Unit& unit) {
    json.key("constants");
    json.begin('[', unit.constants.empty());
    for (const auto& constant : unit.constants) {
        json.begin('{', true);
        json.member("name", constant->name.text);
        json.member("value", constant->value.value);
        write_documentation(json, constant->documentation);
        json.end();
    }
    json.end();
}

void write_enumeration(JsonWriter& json, const Enumeration& enumeration) {
    json.begin('{', true);
    json.member("name", enumeration.name_space + "." + enumeration.name.text);
    json.member("type", enumeration.type.text);
    write_documentation(json, enumeration.documentation);
    write_values(json, enumeration);
    json.end();
}

void write_structure(JsonWriter& json, const Structure& structure) {
    json.begin('{', true);
    json.member("name", structure.name_space + "." + structure.name.text);
    write_documentation(json, structure.documentation);
    json.key("members");
    json.begin('[');
    for (const Field& field : structure.fields) {
        json.begin('{');
        json.member("name", field.name.text);
        json.member("type", full_name(field.type));
        if (field.count)
            json.member("count", field.count->value);
        write_documentation(json, field.documentation);
        json.end();
    }
    json.end();
    json.end();
}

void write_types(JsonWriter& json, const Unit& unit) {
    json.key("enumerations");
    json.begin('[', unit.enumerations.empty());
    for (const auto& enumeration : unit.enumerations)
        write_enumeration(json, *enumeration);
    json.end();
    for (const bool is_record : {false, true}) {
        json.key(is_record ? "records" : "structures");
        json.begin('[');
        for (const auto& structure : unit.structures)
            if (structure->is_record && is_record)
                write_record(json, *structure);
            else if (!structure->is_record && !is_record)
                write_structure(json, *structure);
        json.end();
    }
}

} // namespace

std::string to_json(const Program& program) {
    const Unit& unit = *program.units[0];
    JsonWriter json;
    json.begin('{');
    json.member("file", unit.path);
    json.member("namespace", unit.name_space.text);
    write_documentation(json, unit.documentation);
    write_constants(json, unit);
    write_types(json, unit);
    json.key("interfaces");
    json.begin('[', unit.interfaces.empty());
    for (const auto& interface : unit.interfaces)
        write_interface(json, *interface);
    json.end();
    json.end();
    return json.take();
}

} // namespace idl
