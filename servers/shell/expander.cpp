// SPDX-License-Identifier: MIT
#include "servers/shell/expander.hpp"

#include "servers/shell/glob.hpp"
#include "servers/shell/pattern.hpp"
#include "servers/shell/quoting.hpp"

#include <cstring>

namespace shell {

bool Expander::fail(std::string message) {
    if (error_.empty())
        error_ = std::move(message);
    return false;
}

void Expander::put_literal(char c) {
    current_ += c;
    open_ = true;
}

void Expander::put_quoted(std::string_view text) {
    open_ = true;
    for (char c : text) {
        if (strchr("*?[]\\-!^", c) && c != '\0')
            current_ += '\\';
        current_ += c;
    }
}

void Expander::end_field() {
    if (open_)
        done_.push_back(std::move(current_));
    current_.clear();
    open_ = false;
}

void Expander::put_value(std::string_view text, bool quoted) {
    if (quoted) {
        put_quoted(text);
        return;
    }
    const Variable* separators = host_.variables().find("IFS");
    std::string_view ifs = separators ? std::string_view(separators->value) : " \t\n";
    for (char c : text) {
        bool separates = mode_ == Mode::fields && ifs.find(c) != std::string_view::npos;
        if (separates && !strchr(" \t\n", c))
            open_ = true; // a separator that is not blank ends even an empty field
        if (separates) {
            end_field();
        } else {
            if (c == '\\')
                current_ += '\\';
            put_literal(c);
        }
    }
}

void Expander::expand(std::string_view word, bool in_quotes) {
    if (++depth_ > kMaxNesting)
        fail("expansions are nested too deeply");
    Span span{word};
    if (!in_quotes)
        expand_tilde(span);
    while (span.at < word.size() && error_.empty()) {
        char c = word[span.at];
        if (c == '$') {
            expand_dollar(span, in_quotes);
        } else if (c == '`') {
            size_t end = skip_back_quotes(word, span.at);
            if (!is_place(end))
                end = word.size() + 1;
            std::string command;
            for (size_t i = span.at + 1; i + 1 < end; ++i) {
                i += word[i] == '\\' && i + 2 < end && strchr("\\`$", word[i + 1]);
                command += word[i];
            }
            put_value(host_.substitute(command), in_quotes);
            span.at = std::min(end, word.size());
        } else if (c == '\\' && span.at + 1 < word.size()) {
            if (in_quotes && !strchr("$`\"\\\n", word[span.at + 1]))
                put_quoted("\\");
            if (word[span.at + 1] != '\n')
                put_quoted(word.substr(span.at + 1, 1));
            span.at += 2;
        } else if (c == '"' && in_quotes) {
            ++span.at; // quotes inside "${name:-"..."}" only group
        } else if (c == '\'' && !in_quotes) {
            size_t end = std::min(skip_single_quotes(word, span.at), word.size() + 1);
            put_quoted(word.substr(span.at + 1, end - span.at - 2));
            span.at = end;
        } else if (c == '"' && !in_quotes) {
            size_t end = skip_double_quotes(word, span.at, 0);
            end = is_place(end) ? end : word.size() + 1;
            expand_double_quoted(word.substr(span.at + 1, end - span.at - 2));
            span.at = end;
        } else {
            if (in_quotes)
                put_quoted(word.substr(span.at, 1));
            else
                put_literal(c);
            ++span.at;
        }
    }
    --depth_;
}

void Expander::expand_double_quoted(std::string_view inside) {
    // "$@" with no parameters is no field at all, any other quotes are at least an empty one
    if (inside != "$@" && inside != "${@}")
        open_ = true;
    expand(inside, true);
}

void Expander::expand_tilde(Span& span) {
    bool alone = span.text == "~" || span.text.substr(0, 2) == "~/";
    const Variable* home = alone ? host_.variables().find("HOME") : nullptr;
    if (!home)
        return;
    put_quoted(home->value == "/" && span.text.size() > 1 ? "" : home->value);
    span.at = 1;
}

void Expander::expand_dollar(Span& span, bool quoted) {
    size_t end = skip_dollar(span.text, span.at, 0);
    if (!is_place(end)) {
        fail("a substitution is not closed");
        return;
    }
    std::string_view piece = span.text.substr(span.at, end - span.at);
    span.at = end;
    if (piece.size() > 5 && piece.substr(0, 3) == "$((" && piece.substr(piece.size() - 2) == "))") {
        expand_arithmetic(piece.substr(3, piece.size() - 5), quoted);
    } else if (piece.size() > 2 && piece[1] == '(') {
        put_value(host_.substitute(std::string(piece.substr(2, piece.size() - 3))), quoted);
    } else if (piece.size() > 2 && piece[1] == '{') {
        expand_braces(piece.substr(2, piece.size() - 3), quoted);
    } else {
        size_t size = 0;
        std::string_view rest = span.text.substr(end);
        if (!rest.empty() && is_name_start(rest[0]))
            while (size < rest.size() && is_name_char(rest[size]))
                ++size;
        else if (!rest.empty() && strchr("0123456789@*#?$!-", rest[0]))
            size = 1;
        span.at += size;
        if (size == 0)
            quoted ? put_quoted("$") : put_literal('$');
        else
            expand_braces(rest.substr(0, size), quoted);
    }
}

bool Expander::lookup(std::string_view name, std::string& value) {
    Variables& variables = host_.variables();
    if (name[0] >= '0' && name[0] <= '9') {
        size_t number = 0;
        for (char c : name)
            number = number * 10 + (c - '0');
        if (number > variables.parameters.size())
            return false;
        value = number == 0 ? variables.script_name : variables.parameters[number - 1];
        return true;
    }
    if (name == "#") {
        value = std::to_string(variables.parameters.size());
        return true;
    }
    if (name == "@" || name == "*") {
        for (const auto& parameter : variables.parameters)
            value += (&parameter == variables.parameters.data() ? "" : " ") + parameter;
        return !variables.parameters.empty();
    }
    if (!is_name_start(name[0])) {
        value = host_.special_parameter(name[0]);
        return !value.empty();
    }
    const Variable* variable = variables.find(name);
    if (variable)
        value = variable->value;
    return variable != nullptr;
}

void Expander::expand_all_parameters(char kind, bool quoted) {
    const auto& parameters = host_.variables().parameters;
    bool separate = mode_ == Mode::fields && (kind == '@' || !quoted);
    for (size_t i = 0; i < parameters.size(); ++i) {
        if (i > 0 && separate)
            end_field();
        else if (i > 0)
            put_value(" ", true);
        put_value(parameters[i], quoted);
    }
}

std::string Expander::nested_value(std::string_view word, bool pattern) {
    Expander nested(host_);
    nested.depth_ = depth_;
    std::string value;
    bool good = pattern ? nested.expand_pattern(word, value) : nested.expand_value(word, value);
    if (!good)
        fail(nested.error_);
    return value;
}

bool Expander::expand_words(const std::vector<std::string>& words, std::vector<std::string>& fields) {
    mode_ = Mode::fields;
    for (const auto& word : words) {
        std::vector<std::string> alternatives;
        expand_alternatives(word, alternatives, 0);
        for (const auto& alternative : alternatives)
            expand(alternative, false), end_field();
        if (!error_.empty())
            return false;
        for (const auto& field : done_)
            if (!host_.finds_files() || !is_pattern(field) || glob(field, fields) == 0)
                fields.push_back(unescape_pattern(field));
        done_.clear();
    }
    return true;
}

bool Expander::expand_pattern(std::string_view word, std::string& pattern) {
    mode_ = Mode::value;
    current_.clear();
    expand(word, false);
    pattern = std::move(current_);
    return error_.empty();
}

bool Expander::expand_value(std::string_view word, std::string& value) {
    std::string pattern;
    bool good = expand_pattern(word, pattern);
    value = unescape_pattern(pattern);
    return good;
}

bool Expander::expand_here_document(std::string_view body, std::string& text) {
    mode_ = Mode::value;
    current_.clear();
    // Like double quotes, but a double quote is an ordinary character: pieces between them are expanded.
    size_t begin = 0;
    while (begin < body.size() && error_.empty()) {
        size_t end = begin;
        while (end < body.size() && body[end] != '"') {
            bool piece = body[end] == '$' || body[end] == '`' || (body[end] == '\\' && end + 1 < body.size());
            size_t next = piece ? skip_piece(body, end, 0) : end + 1;
            end = is_place(next) ? next : end + 1;
        }
        expand(body.substr(begin, end - begin), true);
        if (end < body.size())
            put_quoted("\"");
        begin = end + 1;
    }
    text = unescape_pattern(current_);
    return error_.empty();
}

} // namespace shell
