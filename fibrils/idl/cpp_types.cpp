// SPDX-License-Identifier: MIT
// <name>_types.hpp: what clients and servers share.
#include "fibrils/idl/cpp_files.hpp"
#include "fibrils/idl/cpp_method.hpp"
#include "fibrils/idl/cpp_names.hpp"
#include "fibrils/idl/packer.hpp"

namespace idl {

std::string preamble(const Program& program) {
    return "// Generated from " + program.units[0]->path + ". Changes belong there.\n";
}

std::string include(const std::string& path) {
    return "#include \"" + path + "\"\n";
}

std::string include_of(const std::string& idl_path, const std::string& suffix) {
    return include(folder(idl_path) + stem(idl_path) + "_" + suffix + ".hpp");
}

namespace {

std::string constant(const Constant& constant) {
    const uint64_t value = constant.value.value;
    return comment(constant.documentation, "") + "inline constexpr " +
           (value > 0xffffffff ? "uint64_t" : "uint32_t") + " k" + camel(constant.name.text) + " = " +
           literal(value) + ";\n";
}

std::string flags(const Enumeration& flags, const std::string& type) {
    const std::string alias = flags.name.text + "Flags";
    std::string text = comment(flags.documentation, "") + "using " + alias + " = " + type + ";\n";
    std::string all;
    for (const Enumerator& flag : flags.values) {
        const std::string name = "k" + flags.name.text + camel(flag.name.text);
        text += comment(flag.documentation, "") + "inline constexpr " + alias + " " + name + " = " +
                literal(flag.value.value) + ";\n";
        all += (all.empty() ? "" : " | ") + name;
    }
    return text + "inline constexpr " + alias + " kAll" + alias + " = " + (all.empty() ? "0" : all) + ";\n\n";
}

std::string enumeration(const Enumeration& declared) {
    const std::string type = "uint" +
                             std::to_string(declared.bits <= 8    ? 8
                                            : declared.bits <= 16 ? 16
                                            : declared.bits <= 32 ? 32
                                                                  : 64) +
                             "_t";
    if (declared.is_flags)
        return flags(declared, type);
    const std::string& name = declared.name.text;
    std::string text = comment(declared.documentation, "") + "enum class " + name + " : " + type + " {\n";
    std::string cases;
    for (const Enumerator& value : declared.values) {
        text += comment(value.documentation, "    ") + "    " + value.name.text + " = " +
                literal(value.value.value) + ",\n";
        cases += "    case " + name + "::" + value.name.text + ":\n";
    }
    return text +
           "};\n/// Whether a number that came in a message is one of them.\nconstexpr bool is_valid(" +
           name + " value) {\n    switch (value) {\n" + cases +
           "        return true;\n    }\n    return false;\n}\n\n";
}

std::string members(const Structure& declared) {
    std::string text;
    for (const Field& field : declared.fields) {
        const std::string type = cpp_type(field.type, declared.name_space);
        text += comment(field.documentation, "    ");
        if (declared.is_record)
            text += "    " + type + " " + field.name.text +
                    (field.count ? "[" + std::to_string(field.count->value) + "]" : "") + ";\n";
        else
            text += "    " + cpp_type(field, declared.name_space) + " " + field.name.text + "{};\n";
    }
    return text;
}

std::string structure(const Structure& declared) {
    const std::string& name = declared.name.text;
    std::string text =
        comment(declared.documentation, "") + "struct " + name + " {\n" + members(declared) + "};\n";
    if (declared.is_record)
        text += "static_assert(sizeof(" + name + ") == " + std::to_string(declared.size) + ");\n";
    return text + "\n";
}

std::string answer_struct(const CppMethod& method) {
    if (!method.is_struct)
        return "";
    std::string text = "/// What " + method.interface.name.text + "." + method.method.name.text +
                       " answers.\nstruct " + method.answer + " {\n";
    for (const AnswerPart& part : method.parts)
        text += (part.field ? comment(part.field->documentation, "    ") : "") + "    " + part.type + " " +
                part.name + "{};\n";
    return text + "};\n";
}

std::string get_slots(const std::vector<Slot>& slots, const std::string& name_space) {
    std::string text;
    for (const Slot& slot : slots)
        text += "    " + slot.path + " = async::get<" + cpp_type(slot.type, name_space) + ">(words_, " +
                std::to_string(slot.word) + ", " + std::to_string(slot.shift) + ", " +
                std::to_string(slot.bits) + ");\n";
    return text;
}

/// How a struct lies in words when it is all that they hold.
std::string struct_words(const Structure& declared) {
    Packer packer;
    bool fits = !declared.is_record;
    for (const Field& field : declared.fields)
        fits = fits && packer.add(field);
    if (!fits)
        return "";
    std::vector<Slot> slots = packer.slots();
    for (Slot& slot : slots)
        slot.path = "value_." + slot.path;
    const std::string& name = declared.name.text;
    return "inline async::Arguments words_of(const " + name +
           "& value_) {\n    async::Arguments words_{};\n" + put_slots(slots, "    ") +
           "    return words_;\n}\ninline void from_words(const async::Arguments& words_, " + name +
           "& value_) {\n" + get_slots(slots, declared.name_space) + "}\n\n";
}

/// words_of for an answer with a struct of its own.
std::string answer_words(const CppMethod& method) {
    if (!method.is_struct)
        return "";
    std::vector<Slot> slots = method.method.answer;
    for (Slot& slot : slots)
        slot.path = "value_." + slot.path;
    return "inline async::Arguments words_of(const " + method.answer +
           "& value_) {\n    async::Arguments words_{};\n" + put_slots(slots, "    ") +
           "    return words_;\n}\n";
}

std::string enumerators(const Interface& interface) {
    std::string text;
    for (const Method& method : interface.methods)
        text += comment(method.documentation, "    ") + "    " + method.name.text +
                " = abi::kFirstUserMethod + " + std::to_string(method.ordinal.value) + ",\n";
    return text;
}

std::string interface_types(const Interface& interface) {
    const std::string name = camel(interface.name.text);
    std::string text = comment(interface.documentation, "") + "inline constexpr abi::InterfaceId k" + name +
                       "Interface = abi::interface_id(\"" + interface.letters.text + "\");\n";
    text += "enum class " + name + "Method : uint64_t {\n" + enumerators(interface) + "};\n";
    for (const Connect& connect : interface.connects)
        if (connect.number)
            text += comment(connect.documentation, "") + "inline constexpr uint64_t k" + name + "Connect" +
                    camel(connect.name.text) + " = " + literal(connect.number->value) + ";\n";
    if (!interface.states.empty()) {
        text += "enum class " + name + "State : uint8_t {\n";
        for (const State& state : interface.states)
            text += comment(state.documentation, "    ") + "    " + state.name.text + ",\n";
        text += "};\n";
    }
    for (const Method& declared : interface.methods) {
        const CppMethod method(interface, declared);
        text += answer_struct(method) + answer_words(method);
    }
    return text + "\n";
}

} // namespace

std::string types_header(const Program& program) {
    const Unit& unit = *program.units[0];
    std::string text = preamble(program) + "#pragma once\n\n" + include("fibrils/async/words.hpp") +
                       include("kernel/abi/interface.hpp");
    for (const Import& import : unit.imports)
        text += include_of(import.path.text, "types");
    text += "\n#include <array>\n#include <cstdint>\n#include <string>\n#include <vector>\n\n" +
            comment(unit.documentation, "") + "namespace " + unit.name_space.text + " {\n\n";
    for (const auto& declared : unit.constants)
        text += constant(*declared);
    text += "\n";
    for (const auto& declared : unit.enumerations)
        text += enumeration(*declared);
    for (const auto& declared : unit.structures)
        text += structure(*declared) + struct_words(*declared);
    for (const auto& interface : unit.interfaces)
        text += interface_types(*interface);
    return text + "} // namespace " + unit.name_space.text + "\n";
}

} // namespace idl
