// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"

namespace idl {

Checker::Checker(Program& program, Diagnostics& diagnostics)
    : program_(program), diagnostics_(diagnostics), evaluator_(program, diagnostics) {
    for (const auto& unit : program.units)
        scopes_.push_back(std::make_unique<Scope>(program, *unit));
}

template<typename Work>
void Checker::for_each_unit(Work work) {
    for (size_t index = 0; index < program_.units.size(); index++) {
        scope_ = scopes_[index].get();
        work(*program_.units[index]);
    }
}

void Checker::check() {
    for_each_unit([&](Unit& unit) { check_names(unit); });
    for_each_unit([&](Unit& unit) {
        for (const auto& constant : unit.constants)
            evaluator_.evaluate(*constant);
        for (const auto& enumeration : unit.enumerations)
            check_enumeration(*enumeration);
    });
    for_each_unit([&](Unit& unit) {
        for (const auto& structure : unit.structures)
            resolve_structure(*structure);
    });
    if (diagnostics_.has_errors())
        return;
    check_nesting();
    if (diagnostics_.has_errors())
        return;
    for_each_unit([&](Unit& unit) {
        for (const auto& structure : unit.structures)
            if (structure->is_record)
                lay_out(*structure);
    });
    for_each_unit([&](Unit& unit) {
        for (const auto& interface : unit.interfaces)
            check_interface(*interface);
    });
    for_each_unit([&](Unit& unit) {
        for (const auto& interface : unit.interfaces) {
            resolve_references(*interface);
            check_states(*interface);
        }
    });
    if (!diagnostics_.has_errors())
        for_each_unit([&](Unit& unit) { check_generated_names(unit); });
}

} // namespace idl
