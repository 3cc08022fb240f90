// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"
#include "fibrils/idl/cpp_names.hpp"

#include <map>

namespace idl {

namespace {

/// The names that a file gives to things in C++, each with the name that it was made of.
class GeneratedNames {
  public:
    explicit GeneratedNames(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void add(const std::string& generated, const Name& name) {
        const auto [first, is_new] = names_.emplace(generated, &name);
        if (is_new || first->second == &name)
            return;
        diagnostics_.error(237, name.place,
                           "`" + name.text + "` becomes `" + generated + "` in C++, which is taken",
                           "take another name");
        diagnostics_.related(first->second->place, "by this one");
    }

  private:
    Diagnostics& diagnostics_;
    std::map<std::string, const Name*> names_;
};

void add_types(const Unit& unit, GeneratedNames& names) {
    for (const auto& constant : unit.constants)
        names.add("k" + camel(constant->name.text), constant->name);
    for (const auto& structure : unit.structures)
        names.add(structure->name.text, structure->name);
    for (const auto& enumeration : unit.enumerations) {
        names.add(enumeration->name.text + (enumeration->is_flags ? "Flags" : ""), enumeration->name);
        if (enumeration->is_flags)
            for (const Enumerator& value : enumeration->values)
                names.add("k" + enumeration->name.text + camel(value.name.text), value.name);
    }
}

void add_interface(const Interface& interface, GeneratedNames& names) {
    const std::string name = camel(interface.name.text);
    names.add("k" + name + "Interface", interface.name);
    for (const char* suffix : {"Method", "Client", "Server"})
        names.add(name + suffix, interface.name);
    for (const Method& method : interface.methods)
        names.add(name + camel(method.name.text), method.name);
}

/// Functions of the client's class.
void add_methods(const Interface& interface, GeneratedNames& names) {
    for (const Method& method : interface.methods) {
        names.add(method.name.text, method.name);
        names.add("send_" + method.name.text, method.name);
    }
}

/// Variables of the generated functions, and members of the answer.
void add_variables(const Method& method, GeneratedNames& arguments, GeneratedNames& results) {
    for (const Field& field : method.fields)
        arguments.add(field.name.text, field.name);
    for (const Field& field : method.results)
        results.add(field.name.text, field.name);
    for (const Attachment& attachment : method.attachments) {
        const std::string& name = attachment.name.text; // of a callback maybe with its namespace
        arguments.add(name.substr(name.rfind('.') + 1), attachment.name);
        if (attachment.most == 0)
            continue;
        arguments.add(name + "_size", attachment.name);
    }
}

} // namespace

void Checker::check_generated_names(const Unit& unit) {
    GeneratedNames names(diagnostics_);
    add_types(unit, names);
    for (const auto& interface : unit.interfaces) {
        add_interface(*interface, names);
        GeneratedNames methods(diagnostics_);
        add_methods(*interface, methods);
        for (const Method& method : interface->methods) {
            GeneratedNames arguments(diagnostics_);
            GeneratedNames results(diagnostics_);
            add_variables(method, arguments, results);
        }
    }
}

} // namespace idl
