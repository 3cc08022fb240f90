// SPDX-License-Identifier: MIT
// <name>_description.hpp: tables with which a program names calls, arguments and answers that it sees in a
// trace.
#include "fibrils/idl/cpp_files.hpp"
#include "fibrils/idl/cpp_names.hpp"

namespace idl {

namespace {

/// "unknown=0 pipe=1"; flags begin with '|'.
std::string values_of(const Type& type) {
    if (type.kind != Type::Kind::enumeration)
        return "";
    std::string text = type.enumeration->is_flags ? "|" : "";
    for (const Enumerator& value : type.enumeration->values)
        text += (text.size() > 1 ? " " : "") + value.name.text + "=" + std::to_string(value.value.value);
    return text;
}

std::string fields(const std::string& name, const std::vector<Slot>& slots) {
    if (slots.empty())
        return "";
    std::string text = "inline constexpr abi::FieldDescription " + name + "[] = {\n";
    for (const Slot& slot : slots)
        text += "    {\"" + slot.path + "\", " + std::to_string(slot.word) + ", " +
                std::to_string(slot.shift) + ", " + std::to_string(slot.bits) + ", " +
                (slot.type.is_signed ? "true" : "false") + ", \"" + values_of(slot.type) + "\"},\n";
    return text + "};\n";
}

std::string of_interface(const Interface& interface) {
    const std::string name = camel(interface.name.text);
    std::string text, methods;
    for (const Method& method : interface.methods) {
        const std::string own = "k" + name + camel(method.name.text);
        text += fields(own + "Arguments", method.request) + fields(own + "Results", method.answer);
        methods += "    {abi::kFirstUserMethod + " + std::to_string(method.ordinal.value) + ", \"" +
                   method.name.text + "\", " + (method.request.empty() ? "{}" : own + "Arguments") + ", " +
                   (method.answer.empty() ? "{}" : own + "Results") + "},\n";
    }
    if (!methods.empty())
        text += "inline constexpr abi::MethodDescription k" + name + "Methods[] = {\n" + methods + "};\n";
    return text + "inline constexpr abi::InterfaceDescription k" + name + "Description{abi::interface_id(\"" +
           interface.letters.text + "\"), \"" + interface.name.text + "\", " +
           (methods.empty() ? "{}" : "k" + name + "Methods") + "};\n\n";
}

} // namespace

std::string description_header(const Program& program) {
    const Unit& unit = *program.units[0];
    std::string text = preamble(program) + "#pragma once\n\n" + include("kernel/abi/interface.hpp") +
                       "\nnamespace " + unit.name_space.text + " {\n\n";
    for (const auto& interface : unit.interfaces)
        text += of_interface(*interface);
    return text + "} // namespace " + unit.name_space.text + "\n";
}

} // namespace idl
