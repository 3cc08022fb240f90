// SPDX-License-Identifier: MIT
#include "fibrils/idl/compile.hpp"

#include "fibrils/idl/checker.hpp"
#include "fibrils/idl/parser.hpp"

namespace idl {

namespace {

constexpr size_t kMaxUnits = 200;
constexpr size_t kMaxText = 4 * 1024 * 1024; // bytes of one file; columns and lines are 32 bits

/// Reads one file. False if there is none.
bool read_unit(Program& program, const std::string& path, const ReadFile& read, Diagnostics& diagnostics) {
    auto text = read(path);
    if (!text || text->size() > kMaxText || program.units.size() >= kMaxUnits)
        return false;
    const uint32_t file = uint32_t(program.units.size());
    program.units.push_back(std::make_unique<Unit>());
    Unit& unit = *program.units.back();
    unit.path = path;
    unit.text = std::move(*text);
    Parser(unit, file, diagnostics).read();
    return true;
}

void read_imports(Program& program, const Unit& unit, const ReadFile& read, Diagnostics& diagnostics) {
    for (const Import& import : unit.imports)
        if (!find_unit(program, import.path.text) && !read_unit(program, import.path.text, read, diagnostics))
            diagnostics.error(111, import.path.place, "the file `" + import.path.text + "` cannot be read",
                              "paths begin at the root that idlc is given");
}

} // namespace

Program compile(const std::string& path, const ReadFile& read, Diagnostics& diagnostics) {
    Program program;
    if (!read_unit(program, path, read, diagnostics))
        diagnostics.error(111, {~0u, 0, 0, 0}, "the file `" + path + "` cannot be read");
    for (size_t index = 0; index < program.units.size(); index++) // grows on the way
        read_imports(program, *program.units[index], read, diagnostics);
    if (!diagnostics.has_errors())
        Checker(program, diagnostics).check();
    return program;
}

} // namespace idl
