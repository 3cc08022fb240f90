// SPDX-License-Identifier: MIT
// Compares a description with its released version. A client of the released version must go on working with
// a new server: all that it may send is taken as before, in every state that it can reach.
#pragma once

#include "fibrils/idl/diagnostic.hpp"

namespace idl {

class FrozenComparison {
  public:
    /// `program` is what it is now, `frozen` what was released; both are checked.
    FrozenComparison(const Program& program, const Program& frozen, Diagnostics& diagnostics);

    void compare();

  private:
    void compare(const Interface& now, const Interface& then);
    void compare_version(const Interface& now, const Interface& then);
    void compare_connects(const Interface& now, const Interface& then);

    void compare(const Interface& interface, const Method& now, const Method& then);
    void compare_slots(const Method& method, const std::vector<Slot>& now, const std::vector<Slot>& then,
                       const std::string& what);
    void compare_attachments(const Method& now, const Method& then);
    void compare(const Attachment& now, const Attachment& then);

    void compare(const Enumeration& now, const Enumeration& then);
    void compare(const Structure& now, const Structure& then);

    void compare_states(const Interface& now, const Interface& then);

    void error(int number, const Place& place, const std::string& message, const std::string& help = {});

    const Unit& now_;
    const Unit& then_;
    Diagnostics& diagnostics_;
};

} // namespace idl
