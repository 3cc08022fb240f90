// SPDX-License-Identifier: MIT
// Makes the syntax tree of one complete command after the other: the grammar of the POSIX shell.
#pragma once

#include "servers/shell/lexer.hpp"

#include <initializer_list>

namespace shell {

/// Names that stand for other text when they begin a command. Sorted by name.
struct Alias {
    std::string name;
    std::string value;
};
using Aliases = std::vector<Alias>;

class Parser {
  public:
    /// `aliases` may be null; they must stay as they are while the parser works on one command.
    explicit Parser(std::string text, const Aliases* aliases = nullptr);
    /// For a command inside a longer text that must not change.
    Parser(Shared<Source> source, size_t at, int depth);

    /// The next complete command: everything up to the end of a line that can end there. Null at the end of
    /// the text and after an error.
    NodePointer next_command();
    /// Parses up to the ')' that closes a substitution; the place behind it, or why there is none.
    size_t skip_to_parenthesis();

    const SyntaxError& error() const { return error_; }
    /// `unexpected ")" (line 1, column 5)`.
    std::string error_message() const;

  private:
    struct Guard { // an alias is not expanded inside its own text, which ends at `end`
        std::string name;
        size_t end;
    };

    void advance();
    bool at_operation(const char* name) const;
    bool at_word(const char* name) const;
    bool at_any_word(std::initializer_list<const char*> names) const;
    bool take_word(const char* name, const char* opener, size_t opened_at);
    void skip_newlines();
    std::nullptr_t fail(bool incomplete, std::string message, size_t at);
    std::nullptr_t unexpected();

    NodePointer make(NodeKind kind);
    NodePointer finish(NodePointer node);
    NodePointer parse_list(std::initializer_list<const char*> terminators, bool one_line);
    bool list_ends(std::initializer_list<const char*> terminators) const;
    NodePointer parse_body(std::initializer_list<const char*> terminators, const char* what);
    NodePointer parse_and_or();
    NodePointer parse_pipeline();
    NodePointer parse_command();
    NodePointer parse_compound();
    NodePointer parse_group();
    NodePointer parse_subshell();
    NodePointer parse_if();
    NodePointer parse_loop();
    NodePointer parse_for();
    NodePointer parse_case();
    bool parse_case_item(Node& node, size_t opened_at);
    NodePointer parse_function(NodePointer node, bool parenthesis);
    NodePointer parse_simple();
    bool parse_redirection(const NodePointer& node);
    bool at_redirection() const;
    void expand_alias();

    Lexer lexer_;
    const Aliases* aliases_ = nullptr;
    std::vector<Guard> guards_;
    Token token_;
    size_t previous_end_ = 0;
    int depth_ = 0;
    SyntaxError error_;
};

/// `at` is behind "$(". Returns the place behind the ')' that ends the command, or kUnfinished and its
/// siblings.
size_t skip_command_substitution(std::string_view text, size_t at, int depth);

/// Words that begin or continue compound commands.
bool is_reserved(std::string_view word);

} // namespace shell
