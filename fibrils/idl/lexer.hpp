// SPDX-License-Identifier: MIT
// Cuts the text of a file into tokens.
#pragma once

#include "fibrils/idl/diagnostic.hpp"
#include "fibrils/idl/token.hpp"

namespace idl {

class Lexer {
  public:
    /// `text` must outlive the tokens. `file` is the unit's index in the program.
    Lexer(std::string_view text, uint32_t file, Diagnostics& diagnostics);

    /// All tokens; the last one is the end. What is no token is reported and left out.
    std::vector<Token> read();

  private:
    bool skip_blanks();
    void read_comment();
    void read_documentation(std::string_view line, const Place& place);
    Token read_token();
    Token read_text();
    Token read_mark();
    void report_stray();
    Token make(Token::Kind kind, size_t size);
    Place place(size_t size) const;
    char at(size_t distance) const;
    void advance(size_t size);

    std::string_view text_;
    uint32_t file_;
    Diagnostics& diagnostics_;
    size_t position_ = 0;
    uint32_t line_ = 1;
    size_t line_start_ = 0;
    std::string documentation_;
    Place documentation_place_;
};

/// How many bytes the UTF-8 character at the beginning takes; 0 if it is not valid UTF-8.
size_t utf8_size(std::string_view text);

} // namespace idl
