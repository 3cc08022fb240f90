// SPDX-License-Identifier: MIT
// The part of Parser that knows compound commands, simple commands and redirections.
#include "servers/shell/parser.hpp"
#include "servers/shell/quoting.hpp"

#include <cstdlib>
#include <cstring>

namespace shell {

NodePointer Parser::parse_compound() {
    NodePointer command;
    if (at_word("{"))
        command = parse_group();
    else if (at_operation("("))
        command = parse_subshell();
    else if (at_word("if"))
        command = parse_if();
    else if (at_word("while") || at_word("until"))
        command = parse_loop();
    else if (at_word("for"))
        command = parse_for();
    else if (at_word("case"))
        command = parse_case();
    else if (at_word("function"))
        return parse_function(make(NodeKind::function), false);
    else if (token_.kind == TokenKind::word && is_reserved(token_.text))
        return unexpected();
    else
        return parse_simple();
    if (!command)
        return nullptr;
    while (at_redirection())
        if (!parse_redirection(command))
            return nullptr;
    return finish(command);
}

NodePointer Parser::parse_group() {
    auto node = make(NodeKind::group);
    size_t opened_at = token_.begin;
    advance();
    NodePointer body = parse_body({"}"}, "{ and }");
    if (!body || !take_word("}", "{", opened_at))
        return nullptr;
    node->children.push_back(std::move(body));
    return finish(node);
}

NodePointer Parser::parse_subshell() {
    auto node = make(NodeKind::subshell);
    size_t opened_at = token_.begin;
    advance();
    NodePointer body = parse_body({}, "( and )");
    if (!body)
        return nullptr;
    if (!at_operation(")")) {
        if (token_.kind == TokenKind::end)
            return fail(true, "\"(\" (" + lexer_.describe_place(opened_at) + ") needs a \")\"", token_.begin);
        return unexpected();
    }
    node->close = token_.begin;
    advance();
    node->children.push_back(std::move(body));
    return finish(node);
}

NodePointer Parser::parse_if() {
    auto node = make(NodeKind::branch);
    size_t opened_at = token_.begin;
    do {
        advance();
        NodePointer condition = parse_body({"then"}, "if and then");
        if (!condition || !take_word("then", "if", opened_at))
            return nullptr;
        NodePointer body = parse_body({"elif", "else", "fi"}, "then and fi");
        if (!body)
            return nullptr;
        node->children.push_back(std::move(condition));
        node->children.push_back(std::move(body));
    } while (at_word("elif"));
    if (at_word("else")) {
        advance();
        NodePointer body = parse_body({"fi"}, "else and fi");
        if (!body)
            return nullptr;
        node->children.push_back(std::move(body));
    }
    return take_word("fi", "if", opened_at) ? finish(node) : nullptr;
}

NodePointer Parser::parse_loop() {
    auto node = make(NodeKind::loop);
    size_t opened_at = token_.begin;
    node->negated = at_word("until");
    const char* opener = node->negated ? "until" : "while";
    advance();
    NodePointer condition = parse_body({"do"}, "while and do");
    if (!condition || !take_word("do", opener, opened_at))
        return nullptr;
    NodePointer body = parse_body({"done"}, "do and done");
    if (!body || !take_word("done", opener, opened_at))
        return nullptr;
    node->children.push_back(std::move(condition));
    node->children.push_back(std::move(body));
    return finish(node);
}

NodePointer Parser::parse_for() {
    auto node = make(NodeKind::iteration);
    size_t opened_at = token_.begin;
    advance();
    if (token_.kind != TokenKind::word)
        return unexpected();
    if (!is_name(token_.text))
        return fail(false, "\"" + token_.text + "\" is not a variable name", token_.begin);
    node->words.push_back(token_.text);
    advance();
    skip_newlines();
    if (at_word("in")) {
        node->explicit_items = true;
        for (advance(); token_.kind == TokenKind::word; advance())
            node->words.push_back(token_.text);
    }
    if (at_operation(";"))
        advance();
    skip_newlines();
    if (!take_word("do", "for", opened_at))
        return nullptr;
    NodePointer body = parse_body({"done"}, "do and done");
    if (!body || !take_word("done", "for", opened_at))
        return nullptr;
    node->children.push_back(std::move(body));
    return finish(node);
}

NodePointer Parser::parse_case() {
    auto node = make(NodeKind::selection);
    size_t opened_at = token_.begin;
    advance();
    if (token_.kind != TokenKind::word)
        return unexpected();
    node->words.push_back(token_.text);
    advance();
    skip_newlines();
    if (!take_word("in", "case", opened_at))
        return nullptr;
    skip_newlines();
    while (!at_word("esac")) {
        if (!parse_case_item(*node, opened_at))
            return nullptr;
        skip_newlines();
    }
    advance();
    return finish(node);
}

bool Parser::parse_case_item(Node& node, size_t opened_at) {
    if (token_.kind == TokenKind::end) {
        take_word("esac", "case", opened_at);
        return false;
    }
    if (at_operation("("))
        advance();
    std::vector<std::string> patterns;
    for (;;) {
        if (token_.kind != TokenKind::word)
            return unexpected(), false;
        patterns.push_back(token_.text);
        advance();
        if (!at_operation("|"))
            break;
        advance();
    }
    if (!at_operation(")"))
        return unexpected(), false;
    advance();
    skip_newlines();
    NodePointer body; // stays null when there is nothing to do
    if (!at_operation(";;") && !at_word("esac") && !(body = parse_list({"esac"}, false)))
        return false;
    node.patterns.push_back(std::move(patterns));
    node.children.push_back(std::move(body));
    skip_newlines();
    if (at_operation(";;"))
        advance();
    else if (!at_word("esac"))
        return take_word("esac", "case", opened_at);
    return true;
}

NodePointer Parser::parse_function(NodePointer node, bool parenthesis) {
    node->kind = NodeKind::function;
    if (!parenthesis) {
        advance();
        if (token_.kind != TokenKind::word)
            return unexpected();
        node->words.push_back(token_.text);
        advance();
    }
    if (at_operation("(")) {
        advance();
        if (!at_operation(")"))
            return unexpected();
        advance();
    }
    skip_newlines();
    bool compound = at_operation("(") || at_any_word({"{", "if", "while", "until", "for", "case"});
    if (!compound)
        return token_.kind == TokenKind::end
                   ? unexpected()
                   : fail(false, "the body of a function must be a compound command, like { ... }",
                          token_.begin);
    if (depth_ >= kMaxNesting)
        return fail(false, "commands are nested too deeply", token_.begin);
    ++depth_;
    NodePointer body = parse_compound();
    --depth_;
    if (!body)
        return nullptr;
    node->children.push_back(std::move(body));
    return finish(node);
}

bool Parser::at_redirection() const {
    if (token_.kind == TokenKind::number)
        return true;
    return token_.kind == TokenKind::operation && (strchr("<>", token_.text[0]) || token_.text == "&>");
}

bool Parser::parse_redirection(const NodePointer& node) {
    int descriptor = -1;
    if (token_.kind == TokenKind::number) {
        descriptor = token_.text.size() <= 3 ? atoi(token_.text.c_str()) : 1000; // refused when it is used
        advance();
    }
    std::string operation = token_.text;
    RedirectionKind kind = RedirectionKind::output; // > and >|
    if (operation == "<")
        kind = RedirectionKind::input;
    else if (operation == ">>")
        kind = RedirectionKind::append;
    else if (operation == "<>")
        kind = RedirectionKind::read_write;
    else if (operation == "<&" || operation == ">&")
        kind = RedirectionKind::duplicate;
    else if (operation == "&>")
        kind = RedirectionKind::both;
    else if (operation == "<<" || operation == "<<-")
        kind = RedirectionKind::here_document;
    advance();
    if (token_.kind != TokenKind::word)
        return unexpected(), false;
    if (descriptor < 0)
        descriptor = operation[0] == '<' ? 0 : 1;
    node->redirections.push_back({kind, descriptor, token_.text, "", false, 0});
    if (kind == RedirectionKind::here_document)
        lexer_.expect_here_document(node, node->redirections.size() - 1, operation == "<<-");
    advance();
    return true;
}

NodePointer Parser::parse_simple() {
    auto node = make(NodeKind::simple);
    for (;;) {
        if (at_redirection()) {
            if (!parse_redirection(node))
                return nullptr;
            continue;
        }
        if (token_.kind != TokenKind::word)
            break;
        if (node->words.empty() && assignment_name(token_.text) > 0) {
            node->assignments.push_back(token_.text);
            advance();
            if (node->redirections.empty())
                expand_alias();
            continue;
        }
        node->words.push_back(token_.text);
        advance();
        if (node->words.size() == 1 && at_operation("(") && node->assignments.empty())
            return parse_function(node, true);
    }
    bool nothing = node->words.empty() && node->assignments.empty() && node->redirections.empty();
    return nothing ? unexpected() : finish(node);
}

} // namespace shell
