// SPDX-License-Identifier: MIT
// What the tests of the compiler share.
#pragma once

#include "fibrils/idl/compile.hpp"

#include <gtest/gtest.h>

#include <map>

namespace idl {

/// A description that was compiled, from a text or from several files.
class Compiled {
  public:
    explicit Compiled(const std::string& text)
        : Compiled(std::map<std::string, std::string>{{"a.idl", text}}) {}
    /// The first file by its name is the one asked for.
    explicit Compiled(const std::map<std::string, std::string>& files) {
        const auto read = [&](const std::string& path) -> std::optional<std::string> {
            const auto found = files.find(path);
            return found == files.end() ? std::nullopt : std::optional(found->second);
        };
        program = compile(files.begin()->first, read, diagnostics);
    }

    /// "I204 3:16, I202 5:1": what was reported, in the order of the report.
    std::string reports() const {
        std::string text;
        for (const Diagnostic& entry : diagnostics.list())
            text += (text.empty() ? "I" : ", I") + std::to_string(entry.number) + " " +
                    std::to_string(entry.place.line) + ":" + std::to_string(entry.place.column);
        return text;
    }

    /// All reports as a person sees them.
    std::string shown() const {
        std::string text;
        for (const Diagnostic& entry : diagnostics.list())
            text += show(entry, program);
        return text;
    }

    const Interface& interface() const { return *program.units[0]->interfaces.at(0); }
    const Method& method(size_t index = 0) const { return interface().methods.at(index); }

    Program program;
    Diagnostics diagnostics;
};

/// A whole description around the members of an interface; they begin on line 3.
inline std::string with_members(const std::string& members) {
    return "namespace test;\ninterface thing \"thng\" version 1 {\n" + members + "\n}\n";
}

/// A whole description around one method, on line 3.
inline Compiled with_method(const std::string& method) {
    return Compiled(with_members(method));
}

/// "name word.shift:bits, ...".
inline std::string shown(const std::vector<Slot>& slots) {
    std::string text;
    for (const Slot& slot : slots)
        text += (text.empty() ? "" : ", ") + slot.path + " " + std::to_string(slot.word) + "." +
                std::to_string(slot.shift) + ":" + std::to_string(slot.bits);
    return text;
}

} // namespace idl
