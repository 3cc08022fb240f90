// SPDX-License-Identifier: MIT
// Cuts a command line into words and operators.
#pragma once

#include "servers/shell/syntax_tree.hpp"

#include <string>
#include <string_view>

namespace shell {

enum class TokenKind : uint8_t { word, number, operation, newline, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text; // as written; "\n" for a newline
    size_t begin = 0;
    size_t end = 0;
};

/// Why a text is not a program. `incomplete`: more text could make it one.
struct SyntaxError {
    bool incomplete = false;
    std::string message; // empty: no error
    size_t at = 0;
};

class Lexer {
  public:
    /// Reads `source` from `at` on. The text may be changed behind the place reached so far (aliases).
    Lexer(Shared<Source> source, size_t at, int depth);

    /// The next token. After an error it is always the end.
    Token next();
    /// Here-documents are read when the line that announces them ends.
    void expect_here_document(NodePointer node, size_t redirection, bool strip_tabs);
    /// Here-documents that were announced, but whose line never ended.
    bool here_documents_missing() const { return !pending_.empty(); }

    size_t at() const { return at_; }
    void move_to(size_t at) { at_ = at; }
    std::string& text() { return source_->text; }
    const Shared<Source>& source() const { return source_; }
    const SyntaxError& error() const { return error_; }
    int depth() const { return depth_; }
    /// "line 3, column 7" of a place in the text.
    std::string describe_place(size_t at) const;
    uint32_t line_of(size_t at) const;

  private:
    struct HereDocument {
        NodePointer node; // whose redirections[index] it is
        size_t index;
        bool strip_tabs;
    };
    void skip_blanks();
    Token scan_word();
    Token scan_operator();
    void read_here_documents();
    bool read_here_document(const HereDocument& document);

    Shared<Source> source_;
    std::string* text_; // of source_
    size_t at_;
    int depth_;
    SyntaxError error_;
    std::vector<HereDocument> pending_;
    mutable size_t line_at_ = 0; // line_of counts on from the last place asked for
    mutable uint32_t line_ = 1;
};

} // namespace shell
