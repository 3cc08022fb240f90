// SPDX-License-Identifier: MIT
#include "servers/shell/parser.hpp"

#include "servers/shell/quoting.hpp"

#include <cstring>

namespace shell {

namespace {
constexpr const char* kReserved[] = {"!",        "case", "do", "done", "elif",  "else",  "esac", "fi", "for",
                                     "function", "if",   "in", "then", "until", "while", "{",    "}"};
constexpr size_t kShownText = 40; // bytes of an unexpected word in a message
} // namespace

bool is_reserved(std::string_view word) {
    for (const char* name : kReserved)
        if (word == name)
            return true;
    return false;
}

size_t skip_command_substitution(std::string_view text, size_t at, int depth) {
    if (depth >= kMaxNesting)
        return kTooDeep;
    // The copy begins at the substitution, so nested ones copy less and less.
    Parser parser(Shared<Source>::make(std::string(text.substr(at))), 0, depth);
    size_t end = parser.skip_to_parenthesis();
    return is_place(end) ? at + end : end;
}

Parser::Parser(std::string text, const Aliases* aliases)
    : lexer_(Shared<Source>::make(std::move(text)), 0, 0), aliases_(aliases) {
    advance();
}

Parser::Parser(Shared<Source> source, size_t at, int depth)
    : lexer_(std::move(source), at, depth), depth_(depth) {
    advance();
}

void Parser::advance() {
    previous_end_ = token_.end;
    token_ = lexer_.next();
    if (!lexer_.error().message.empty() && error_.message.empty())
        error_ = lexer_.error();
}

std::nullptr_t Parser::fail(bool incomplete, std::string message, size_t at) {
    if (error_.message.empty())
        error_ = {incomplete, std::move(message), at};
    return nullptr;
}

std::nullptr_t Parser::unexpected() {
    if (token_.kind == TokenKind::end)
        return fail(true, "unexpected end", token_.begin);
    if (token_.kind == TokenKind::newline)
        return fail(false, "unexpected end of line", token_.begin);
    std::string shown = token_.text.substr(0, kShownText);
    return fail(false, "unexpected \"" + shown + (shown.size() < token_.text.size() ? "...\"" : "\""),
                token_.begin);
}

std::string Parser::error_message() const {
    return error_.message + " (" + lexer_.describe_place(error_.at) + ")";
}

bool Parser::at_operation(const char* name) const {
    return token_.kind == TokenKind::operation && token_.text == name;
}

bool Parser::at_word(const char* name) const {
    return token_.kind == TokenKind::word && token_.text == name;
}

bool Parser::at_any_word(std::initializer_list<const char*> names) const {
    for (const char* name : names)
        if (at_word(name))
            return true;
    return false;
}

bool Parser::take_word(const char* name, const char* opener, size_t opened_at) {
    if (at_word(name)) {
        advance();
        return true;
    }
    if (token_.kind == TokenKind::end)
        fail(true,
             std::string("\"") + opener + "\" (" + lexer_.describe_place(opened_at) + ") needs a \"" + name +
                 "\"",
             token_.begin);
    else
        unexpected();
    return false;
}

void Parser::skip_newlines() {
    while (token_.kind == TokenKind::newline)
        advance();
}

NodePointer Parser::make(NodeKind kind) {
    auto node = NodePointer::make();
    node->kind = kind;
    node->begin = token_.begin;
    node->line = lexer_.line_of(token_.begin);
    return node;
}

NodePointer Parser::finish(NodePointer node) {
    node->end = previous_end_;
    node->source = lexer_.source();
    return node;
}

NodePointer Parser::next_command() {
    skip_newlines();
    if (token_.kind == TokenKind::end || !error_.message.empty())
        return nullptr;
    NodePointer list = parse_list({}, true);
    if (!list)
        return nullptr;
    if (token_.kind != TokenKind::newline && token_.kind != TokenKind::end)
        return unexpected();
    if (token_.kind == TokenKind::end && lexer_.here_documents_missing())
        return fail(true, "a here-document is missing", token_.begin);
    // The end of the line is left for later: it may be followed by what this command changes (aliases).
    return error_.message.empty() ? list : nullptr;
}

size_t Parser::skip_to_parenthesis() {
    skip_newlines();
    if (!at_operation(")"))
        parse_list({}, false);
    if (error_.message.empty() && at_operation(")"))
        return token_.end;
    if (error_.message.empty())
        unexpected();
    return error_.incomplete ? kUnfinished : depth_ >= kMaxNesting ? kTooDeep : kBroken;
}

bool Parser::list_ends(std::initializer_list<const char*> terminators) const {
    return token_.kind == TokenKind::end || at_operation(")") || at_operation(";;") ||
           at_any_word(terminators);
}

NodePointer Parser::parse_list(std::initializer_list<const char*> terminators, bool one_line) {
    auto list = make(NodeKind::list);
    for (;;) {
        NodePointer child = parse_and_or();
        if (!child)
            return nullptr;
        bool newline = token_.kind == TokenKind::newline;
        bool separated = at_operation(";") || at_operation("&") || newline;
        if (at_operation("&"))
            child->background = true;
        list->children.push_back(std::move(child));
        if (!separated || (newline && one_line))
            break;
        advance();
        if (one_line && token_.kind == TokenKind::newline)
            break;
        if (!one_line)
            skip_newlines();
        if (list_ends(terminators))
            break;
    }
    return finish(list);
}

NodePointer Parser::parse_body(std::initializer_list<const char*> terminators, const char* what) {
    skip_newlines();
    if (at_any_word(terminators))
        return fail(false, std::string("no command between ") + what, token_.begin);
    return parse_list(terminators, false);
}

NodePointer Parser::parse_and_or() {
    auto node = make(NodeKind::and_or);
    NodePointer first = parse_pipeline();
    if (!first)
        return nullptr;
    node->children.push_back(std::move(first));
    while (at_operation("&&") || at_operation("||")) {
        node->connectors.push_back(token_.text[0]);
        advance();
        skip_newlines();
        NodePointer next = parse_pipeline();
        if (!next)
            return nullptr;
        node->children.push_back(std::move(next));
    }
    return finish(node);
}

NodePointer Parser::parse_pipeline() {
    auto node = make(NodeKind::pipeline);
    while (at_word("!")) {
        node->negated = !node->negated;
        advance();
    }
    for (;;) {
        NodePointer command = parse_command();
        if (!command)
            return nullptr;
        node->children.push_back(std::move(command));
        if (!at_operation("|"))
            return finish(node);
        advance();
        skip_newlines();
    }
}

NodePointer Parser::parse_command() {
    if (depth_ >= kMaxNesting)
        return fail(false, "commands are nested too deeply", token_.begin);
    ++depth_;
    expand_alias();
    NodePointer command = parse_compound();
    --depth_;
    return command;
}

void Parser::expand_alias() {
    while (aliases_ && token_.kind == TokenKind::word) {
        while (!guards_.empty() && guards_.back().end <= token_.begin)
            guards_.pop_back();
        const Alias* found = nullptr;
        for (const auto& alias : *aliases_)
            if (alias.name == token_.text)
                found = &alias;
        for (const auto& guard : guards_)
            if (guard.name == token_.text)
                found = nullptr;
        if (!found)
            return;
        std::string& text = lexer_.text();
        text.replace(token_.begin, token_.end - token_.begin, found->value);
        for (auto& guard : guards_)
            guard.end += found->value.size() - token_.text.size();
        guards_.push_back({found->name, token_.begin + found->value.size()});
        lexer_.move_to(token_.begin);
        size_t previous_end = previous_end_;
        advance();
        previous_end_ = previous_end;
    }
}

} // namespace shell
