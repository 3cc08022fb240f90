// SPDX-License-Identifier: MIT
// Makes a syntax tree of tokens. After a mistake the rest of the declaration is passed over in silence and
// reading goes on behind it, so that one run shows the mistakes of several declarations.
#pragma once

#include "fibrils/idl/diagnostic.hpp"
#include "fibrils/idl/token.hpp"

#include <initializer_list>

namespace idl {

class Parser {
  public:
    /// Fills `unit`, whose text and path are set; `file` is its index in the program.
    Parser(Unit& unit, uint32_t file, Diagnostics& diagnostics);

    void read();

  private:
    // Tokens.
    bool is(std::string_view text) const; // a mark or a word
    bool is_word() const { return current().kind == Token::Kind::word; }
    bool accept(std::string_view text);
    void expect(std::string_view text);
    Name expect_word(std::string_view what);
    Name expect_text(std::string_view what);
    Name expect_dotted(std::string_view what);
    const Token& current() const { return tokens_[position_]; }
    const Token& last() const { return tokens_[position_ > 0 ? position_ - 1 : 0]; }
    void next();
    std::string take_documentation();
    /// Reports and falls silent until recover().
    void fail(int number, const Place& place, const std::string& message, const std::string& help = {});
    void fail_expected(std::string_view what, const std::string& help = {});
    bool is_going_on() const { return !failed_ && current().kind != Token::Kind::end; }
    /// To behind the declaration's `;` or its block's `}`, in `level` blocks; stays before a `}` that closes
    /// the innermost of these.
    void recover(int level);
    std::string shown() const;

    // Expressions of constants.
    Expression read_expression();
    Expression read_product();
    Expression read_operand();
    Expression combine(Expression::Kind kind, Expression left, Expression right);
    void check_number(const Name& number);

    // Declarations outside interfaces.
    void read_namespace();
    void read_declaration();
    void read_import();
    void read_constant(std::string documentation);
    void read_enumeration(std::string documentation, bool is_flags);
    void read_structure(std::string documentation, bool is_record);
    Field read_field();
    std::vector<Field> read_fields(); // with parentheses

    // Interfaces.
    void read_interface(std::string documentation);
    void read_member(Interface& interface);
    void read_method(Interface& interface, Method::Class kind, std::string documentation);
    void read_connect(Interface& interface, std::string documentation);
    void read_states(Interface& interface);
    State read_state();
    Transition read_transition();

    // What follows the fields of a method.
    bool read_clause(Method& method);
    void read_errors(Method& method);
    void read_calls(Method& method);
    Reference read_reference();
    Attachment read_attachment();
    void read_attachment_head(Attachment& attachment);
    void read_limits(Attachment& attachment);
    void read_modifiers(Attachment& attachment);
    void read_condition(Attachment& attachment);
    void refuse_twice(bool is_there, const Place& place, std::string_view what);

    Unit& unit_;
    uint32_t file_;
    Diagnostics& diagnostics_;
    std::vector<Token> tokens_;
    size_t position_ = 0;
    int blocks_ = 0;     // that are open
    int depth_ = 0;      // of parentheses in an expression
    int operations_ = 0; // of one expression
    bool failed_ = false;
};

/// The value of a number as it is written (`12`, `0x10`, `64K`), or nothing if it is malformed or above 2^64
/// - 1.
std::optional<uint64_t> number_value(std::string_view text);

} // namespace idl
