// SPDX-License-Identifier: MIT
#include "fibrils/idl/parser.hpp"

#include "fibrils/idl/lexer.hpp"

namespace idl {

Parser::Parser(Unit& unit, uint32_t file, Diagnostics& diagnostics)
    : unit_(unit), file_(file), diagnostics_(diagnostics),
      tokens_(Lexer(unit.text, file, diagnostics).read()) {}

bool Parser::is(std::string_view text) const {
    return current().text == text && (is_word() || current().kind == Token::Kind::mark);
}

void Parser::next() {
    const Token& token = current();
    if (token.documentation_place.line != 0 && !failed_)
        diagnostics_.error(107, token.documentation_place, "this documentation belongs to nothing",
                           "put it before a declaration, or write it as a comment with //");
    if (is("{"))
        blocks_++;
    if (is("}") && blocks_ > 0)
        blocks_--;
    if (token.kind != Token::Kind::end)
        position_++;
}

bool Parser::accept(std::string_view text) {
    if (failed_ || !is(text))
        return false;
    next();
    return true;
}

void Parser::expect(std::string_view text) {
    if (!accept(text))
        fail_expected("`" + std::string(text) + "`");
}

Name Parser::expect_word(std::string_view what) {
    if (failed_ || !is_word()) {
        fail_expected(what);
        return {};
    }
    Name name{std::string(current().text), current().place};
    next();
    return name;
}

Name Parser::expect_text(std::string_view what) {
    if (failed_ || current().kind != Token::Kind::text) {
        fail_expected(what);
        return {};
    }
    std::string_view text = current().text;
    text.remove_prefix(1);
    if (!text.empty() && text.back() == '"')
        text.remove_suffix(1);
    Name name{std::string(text), current().place};
    next();
    return name;
}

Name Parser::expect_dotted(std::string_view what) {
    Name name = expect_word(what);
    while (accept(".")) {
        const Name part = expect_word("a name behind the dot");
        name.text += "." + part.text;
        name.place = join(name.place, part.place);
    }
    return name;
}

std::string Parser::take_documentation() {
    Token& token = tokens_[position_];
    token.documentation_place = {};
    return std::move(token.documentation);
}

void Parser::fail(int number, const Place& place, const std::string& message, const std::string& help) {
    if (!failed_)
        diagnostics_.error(number, place, message, help);
    failed_ = true;
}

void Parser::fail_expected(std::string_view what, const std::string& help) {
    fail(105, current().place, "expected " + std::string(what) + ", found " + shown(), help);
}

std::string Parser::shown() const {
    if (current().kind == Token::Kind::end)
        return "the end of the file";
    return "`" + std::string(current().text) + "`";
}

void Parser::recover(int level) {
    while (current().kind != Token::Kind::end) {
        if (is("}") && blocks_ == level)
            break;
        const bool is_last = (is(";") && blocks_ == level) || (is("}") && blocks_ == level + 1);
        next();
        if (is_last)
            break;
    }
    failed_ = false;
}

} // namespace idl
