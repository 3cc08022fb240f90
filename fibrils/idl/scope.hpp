// SPDX-License-Identifier: MIT
// What the declarations of a file may name: those of its own, and those of the files it imports.
#pragma once

#include "fibrils/idl/tree.hpp"

#include <string_view>

namespace idl {

class Scope {
  public:
    /// Both must outlive the scope.
    Scope(const Program& program, const Unit& unit);

    /// "name" is of the file's namespace, "namespace.name" of that one. Null if there is none.
    Constant* constant(std::string_view name) const;
    Enumeration* enumeration(std::string_view name) const;
    Structure* structure(std::string_view name) const;
    Interface* interface(std::string_view name) const;

    /// Fills in what "interface", "interface.method", or these behind a namespace name. False if there is no
    /// such.
    bool resolve(Reference& reference) const;

    /// The name among those that the file can see which is most like `name`, or "": for advice.
    std::string similar(std::string_view name) const;

    const Unit& unit() const { return unit_; }
    const std::vector<const Unit*>& visible() const { return visible_; }

  private:
    const Unit& unit_;
    std::vector<const Unit*> visible_;
};

/// The unit of this path, or null.
const Unit* find_unit(const Program& program, std::string_view path);

} // namespace idl
