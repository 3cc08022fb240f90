// SPDX-License-Identifier: MIT
// Makes of a raw word what a command gets: variables, substitutions, splitting into fields, file names,
// quotes.
#pragma once

#include "servers/shell/variables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace shell {

/// What the expander needs of a shell.
class ExpansionHost {
  public:
    virtual ~ExpansionHost() = default;
    virtual Variables& variables() = 0;
    /// Runs a command and returns what it wrote, without the newlines at the end.
    virtual std::string substitute(const std::string& command) = 0;
    /// $? $$ $! and $- . "" for a parameter that has no value.
    virtual std::string special_parameter(char name) = 0;
    /// Whether an unset variable is an error (set -u).
    virtual bool unset_is_error() const = 0;
    /// Whether * ? [ ] in words become names of files.
    virtual bool finds_files() const { return true; }
};

class Expander {
  public:
    explicit Expander(ExpansionHost& host) : host_(host) {}

    /// All words of a command: each becomes no, one or more fields. False on an error, see error().
    bool expand_words(const std::vector<std::string>& words, std::vector<std::string>& fields);
    /// One value, neither split nor matched with file names: assignments, redirections, the subject of case.
    bool expand_value(std::string_view word, std::string& value);
    /// A pattern in which quoted characters stand for themselves.
    bool expand_pattern(std::string_view word, std::string& pattern);
    /// The body of a here-document: quotes mean nothing in it.
    bool expand_here_document(std::string_view body, std::string& text);

    const std::string& error() const { return error_; }

  private:
    enum class Mode { fields, value }; // value: no splitting
    struct Span {                      // of the word being expanded
        std::string_view text;
        size_t at = 0;
    };

    void expand(std::string_view word, bool in_quotes);
    void expand_double_quoted(std::string_view inside);
    void expand_tilde(Span& span);
    void expand_dollar(Span& span, bool quoted);
    void expand_braces(std::string_view inside, bool quoted);
    void expand_operation(std::string_view name, std::string_view operation, std::string_view word,
                          bool quoted);
    void expand_arithmetic(std::string_view inside, bool quoted);
    void expand_all_parameters(char kind, bool quoted);
    bool lookup(std::string_view name, std::string& value);
    std::string nested_value(std::string_view word, bool pattern);

    void put_literal(char c); // unquoted text of the word itself
    void put_quoted(std::string_view text);
    void put_value(std::string_view text, bool quoted); // result of an expansion
    void end_field();
    bool fail(std::string message);

    ExpansionHost& host_;
    Mode mode_ = Mode::fields;
    std::vector<std::string> done_; // fields, as patterns: quoted pattern characters have a backslash
    std::string current_;
    bool open_ = false; // current_ is a field even if it is empty
    int depth_ = 0;
    std::string error_;
};

/// Adds the words that {a,b} and {1..5} stand for; the word itself if there is nothing to expand. `depth`
/// counts the groups that are already expanded.
void expand_alternatives(const std::string& word, std::vector<std::string>& words, int depth);

} // namespace shell
