// SPDX-License-Identifier: MIT
// What the Tab key offers: commands, files, variables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shell {

class Shell;

struct Completion {
    size_t begin = 0;                    // the bytes [begin, cursor) of the line become `replacement`
    std::string replacement;             // what all candidates have in common, quoted as the line needs it
    std::vector<std::string> candidates; // for people, sorted
};

class Completer {
  public:
    virtual ~Completer() = default;
    /// `replacement` is what stands there already when there is nothing to add.
    virtual Completion complete(std::string_view line, size_t cursor) = 0;
};

class ShellCompleter : public Completer {
  public:
    explicit ShellCompleter(Shell& shell) : shell_(shell) {}
    Completion complete(std::string_view line, size_t cursor) override;

  private:
    void find_commands(const std::string& prefix, std::vector<std::string>& names) const;
    void find_variables(const std::string& prefix, std::vector<std::string>& names) const;

    Shell& shell_;
};

/// The word that ends at `cursor`.
struct CompletedWord {
    size_t begin = 0;      // of the word in the line
    std::string text;      // without quotes
    char quote = 0;        // the quote that is open at the cursor
    bool command = false;  // the word is where a command name stands
    bool variable = false; // text is the beginning of a variable's name, begin is behind the '$' or "${"
};
CompletedWord find_completed_word(std::string_view line, size_t cursor);

/// The longest beginning of all names, not ending inside a character.
std::string common_prefix(const std::vector<std::string>& names);

} // namespace shell
