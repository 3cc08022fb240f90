// SPDX-License-Identifier: MIT
// How things of a description are called in C++.
#pragma once

#include "fibrils/idl/tree.hpp"

#include <string>
#include <string_view>

namespace idl {

/// max_path -> MaxPath; names that begin with a capital stay.
std::string camel(std::string_view name);
/// servers/clock/clock.idl -> clock
std::string stem(const std::string& path);
/// servers/clock/clock.idl -> servers/clock/
std::string folder(const std::string& path);
/// The C++ type of a scalar or struct: uint32_t, vfs::Kind, ... Types of `name_space` are not qualified.
std::string cpp_type(const Type& type, const std::string& name_space);
/// The same for a field: std::array for an array.
std::string cpp_type(const Field& field, const std::string& name_space);
/// A number as C++ writes it.
std::string literal(uint64_t value);
/// Each line of the documentation as a /// comment, indented.
std::string comment(const std::string& documentation, std::string_view indent);
/// "attributes.kind" with its first name replaced.
std::string rooted(const std::string& path, const std::string& root);

} // namespace idl
