// SPDX-License-Identifier: MIT
// The variables of a shell, with the parameters $1, $2 ... of the script or function that runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shell {

struct Variable {
    std::string name;
    std::string value;
    bool exported = false;
    bool read_only = false;
};

class Variables {
  public:
    /// Takes over NAME=value strings as exported variables; others are ignored. Null-terminated; may be null.
    void import_environment(char** environment);

    /// Null when the variable is not set. Valid until the next change.
    const Variable* find(std::string_view name) const;
    /// "" when the variable is not set.
    std::string value(std::string_view name) const;
    /// A read-only variable keeps its value.
    void set(std::string_view name, std::string_view value);
    /// set and unset of it do nothing from now on.
    void make_read_only(std::string_view name);
    bool is_read_only(std::string_view name) const;
    /// Makes a variable what it was: `old` as find() gave it, null for not set.
    void restore(std::string_view name, const Variable* old);
    /// Programs started from now on see the variable. Sets it to "" if it was not set.
    void export_name(std::string_view name);
    /// False when it was not set, or is read-only.
    bool unset(std::string_view name);

    /// All, sorted by name.
    const std::vector<Variable>& all() const { return variables_; }
    /// NAME=value of the exported ones.
    std::vector<std::string> environment() const;

    std::string script_name = "sh";      // $0
    std::vector<std::string> parameters; // $1 is parameters[0]

  private:
    size_t place(std::string_view name) const;

    std::vector<Variable> variables_; // sorted
};

} // namespace shell
