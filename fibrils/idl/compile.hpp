// SPDX-License-Identifier: MIT
// From texts to a checked program: what the command, the tests and the fuzzer call.
#pragma once

#include "fibrils/idl/diagnostic.hpp"
#include "fibrils/idl/tree.hpp"

#include <functional>
#include <optional>

namespace idl {

/// Gives the text of a file (a path from the root), or nothing if there is none.
using ReadFile = std::function<std::optional<std::string>(const std::string& path)>;

/// Reads `path` and its imports, resolves and checks. On errors the program holds what could be read, for
/// showing them.
Program compile(const std::string& path, const ReadFile& read, Diagnostics& diagnostics);

/// Compares with the released version of the same file: what was frozen may not change (300..).
void check_frozen(const Program& program, const Program& frozen, Diagnostics& diagnostics);

/// The intermediate file: JSON of all interfaces, types and constants of units[0], with a hash of what is on
/// the wire.
std::string to_json(const Program& program);

/// The generated C++ files of units[0]: name (clock_types.hpp, ...) and text.
struct GeneratedFile {
    std::string name;
    std::string text;
};
std::vector<GeneratedFile> generate_cpp(const Program& program);

} // namespace idl
