// SPDX-License-Identifier: MIT
// Completes the syntax tree of a program ("resolved:" in tree.hpp) and reports what makes no sense.
#pragma once

#include "fibrils/idl/evaluator.hpp"
#include "fibrils/idl/packer.hpp"

namespace idl {

class Checker {
  public:
    Checker(Program& program, Diagnostics& diagnostics);

    /// Checks in the order in which one thing needs another; ends early where the rest would only repeat
    /// mistakes.
    void check();

  private:
    // Names.
    void check_names(const Unit& unit);
    void check_member_names(const Interface& interface);
    void check_name(const Name& name, bool is_type);
    void check_variable(const Name& name);
    void check_unique(const std::vector<const Name*>& names, const std::string& what);

    // Types.
    void check_enumeration(Enumeration& enumeration);
    void check_values(Enumeration& enumeration);
    void resolve_structure(Structure& structure);
    bool resolve_field(Field& field, const std::string& where);
    bool check_array(Field& field);
    bool resolve_type(Type& type);
    void check_nesting();
    void lay_out(Structure& record);
    uint64_t lay_out_field(const Field& field, uint64_t offset);

    // Interfaces.
    void check_interface(Interface& interface);
    void check_letters(Interface& interface);
    void check_ordinals(Interface& interface);
    void check_method(Method& method);
    void check_class(const Method& method);
    void check_target(const Method& method);
    void check_errors(const Method& method);
    bool resolve_fields(std::vector<Field>& fields);
    void pack(Method& method);
    bool pack_fields(Packer& packer, const std::vector<Field>& fields, const std::string& what);
    void check_connect(Interface& interface, Connect& connect);
    void check_connect_fields(Connect& connect);

    // Attachments.
    void check_attachment(Method& method, Attachment& attachment);
    void check_kind(const Attachment& attachment);
    void check_transfers(const Method& method);
    void check_modifiers(const Method& method, const Attachment& attachment);
    void check_limits(Attachment& attachment);
    void check_record(Attachment& attachment);
    void check_most_handles(Attachment& attachment);
    void check_count(const Method& method, const Attachment& attachment);
    void check_condition(const Method& method, Attachment& attachment);

    // What refers to other interfaces; after all of them are packed.
    void resolve_references(Interface& interface);
    void resolve_reference(Reference& reference, bool needs_method);
    void check_forward(const Method& method);
    void check_passing(const Attachment& attachment);

    // States.
    void check_states(const Interface& interface);
    void check_state(const Interface& interface, const State& state);
    void check_transition(const Interface& interface, const Transition& transition);
    void check_reachable(const Interface& interface);
    const State* find_state(const Interface& interface, const Name& name);

    // Names in generated C++.
    void check_generated_names(const Unit& unit);

    template<typename Work>
    void for_each_unit(Work work);

    Program& program_;
    Diagnostics& diagnostics_;
    Evaluator evaluator_;
    std::vector<std::unique_ptr<Scope>> scopes_;
    const Scope* scope_ = nullptr; // of the unit that is being checked
};

} // namespace idl
