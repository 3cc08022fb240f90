// SPDX-License-Identifier: MIT
// What is wrong with a description, and how it is shown.
#pragma once

#include "fibrils/idl/tree.hpp"

#include <string>
#include <vector>

namespace idl {

struct Diagnostic {
    int number = 0; // 100..: text, 200..: meaning, 300..: compatibility; each has a page in docs/diagnostics
    bool is_warning = false;
    Place place;
    std::string message;
    std::string help; // "" or what to do
    Place related;    // line 0: none
    std::string related_message;
};

class Diagnostics {
  public:
    void error(int number, const Place& place, std::string message, std::string help = {});
    void warning(int number, const Place& place, std::string message, std::string help = {});
    /// Attaches another place to the newest entry.
    void related(const Place& place, std::string message);
    bool has_errors() const;
    const std::vector<Diagnostic>& list() const { return list_; }

  private:
    std::vector<Diagnostic> list_;
};

/// One entry as text with the line, a caret and the help, ending with a newline. `program` gives the texts.
std::string show(const Diagnostic& diagnostic, const Program& program);

} // namespace idl
