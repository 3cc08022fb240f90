// SPDX-License-Identifier: MIT
// The generated files and what they share.
#pragma once

#include "fibrils/idl/tree.hpp"

#include <string>

namespace idl {

/// The texts of the files, for units[0] of a checked program.
std::string types_header(const Program& program);
std::string client_header(const Program& program);
std::string client_source(const Program& program);
std::string server_header(const Program& program);
std::string server_source(const Program& program);
std::string description_header(const Program& program);

/// The first lines of every file.
std::string preamble(const Program& program);
std::string include(const std::string& path);
/// Of the file that belongs to a description: include_of("servers/vfs/vfs.idl", "client").
std::string include_of(const std::string& idl_path, const std::string& suffix);
/// The description that declares an interface.
const Unit& unit_of(const Program& program, const Interface& interface);

} // namespace idl
