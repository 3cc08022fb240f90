// SPDX-License-Identifier: MIT
#include "servers/shell/quoting.hpp"

#include "servers/shell/parser.hpp"

#include <cstring>

namespace shell {

size_t skip_single_quotes(std::string_view text, size_t at) {
    size_t end = text.find('\'', at + 1);
    return end == std::string_view::npos ? kUnfinished : end + 1;
}

size_t skip_back_quotes(std::string_view text, size_t at) {
    for (size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '`')
            return i + 1;
    }
    return kUnfinished;
}

size_t skip_double_quotes(std::string_view text, size_t at, int depth) {
    size_t i = at + 1;
    while (i < text.size()) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\'')
            ++i;
        else
            i = skip_piece(text, i, depth);
        if (!is_place(i))
            return i;
    }
    return kUnfinished;
}

namespace {

/// `at` is behind "$((". Returns the place behind "))".
size_t skip_arithmetic(std::string_view text, size_t at, int depth) {
    int open = 0;
    while (at < text.size()) {
        char c = text[at];
        if (c == ')' && open == 0)
            return at + 1 < text.size() && text[at + 1] == ')' ? at + 2 : kUnfinished;
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        at = c == '(' || c == ')' ? at + 1 : skip_piece(text, at, depth);
        if (!is_place(at))
            return at;
    }
    return kUnfinished;
}

/// `at` is behind "${".
size_t skip_braces(std::string_view text, size_t at, int depth) {
    while (at < text.size()) {
        if (text[at] == '}')
            return at + 1;
        at = skip_piece(text, at, depth);
        if (!is_place(at))
            return at;
    }
    return kUnfinished;
}

} // namespace

size_t skip_dollar(std::string_view text, size_t at, int depth) {
    if (depth >= kMaxNesting)
        return kTooDeep;
    char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (next == '{')
        return skip_braces(text, at + 2, depth + 1);
    if (next != '(')
        return at + 1;
    if (at + 2 < text.size() && text[at + 2] == '(') {
        size_t end = skip_arithmetic(text, at + 3, depth + 1);
        if (is_place(end))
            return end;
    }
    return skip_command_substitution(text, at + 2, depth + 1);
}

size_t skip_piece(std::string_view text, size_t at, int depth) {
    switch (text[at]) {
    case '\\':
        return at + 2 <= text.size() ? at + 2 : kUnfinished;
    case '\'':
        return skip_single_quotes(text, at);
    case '"':
        return depth >= kMaxNesting ? kTooDeep : skip_double_quotes(text, at, depth + 1);
    case '`':
        return skip_back_quotes(text, at);
    case '$':
        return skip_dollar(text, at, depth);
    default:
        return at + 1;
    }
}

std::string unquote(std::string_view word) {
    std::string out;
    char quote = 0;
    for (size_t i = 0; i < word.size(); ++i) {
        char c = word[i];
        if (c == '\\' && quote != '\'' && i + 1 < word.size()) {
            if (quote == '"' && !strchr("$`\"\\\n", word[i + 1]))
                out += c;
            if (word[++i] != '\n')
                out += word[i];
        } else if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (quote != 0 && c == quote) {
            quote = 0;
        } else {
            out += c;
        }
    }
    return out;
}

namespace {
// Characters that mean something to the shell somewhere in a word.
constexpr const char* kSpecial = " \t\n\\'\"`$&|;<>()*?[]{}#~=!%^";
} // namespace

std::string quote(std::string_view value) {
    if (!value.empty() && value.find_first_of(kSpecial) == std::string_view::npos)
        return std::string(value);
    std::string out = "'";
    for (char c : value) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + "'";
}

std::string escape(std::string_view value) {
    std::string out;
    for (char c : value) {
        if (c == '\n') {
            out += "'\n'"; // a backslash before a newline would join the lines
            continue;
        }
        if (strchr(" \t\\'\"`$&|;<>()*?[]{}#!", c) && c != '\0')
            out += '\\';
        out += c;
    }
    return out;
}

bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_char(char c) {
    return is_name_start(c) || (c >= '0' && c <= '9');
}

bool is_name(std::string_view text) {
    if (text.empty() || !is_name_start(text[0]))
        return false;
    for (char c : text)
        if (!is_name_char(c))
            return false;
    return true;
}

size_t assignment_name(std::string_view word) {
    size_t equals = word.find('=');
    return equals != std::string_view::npos && is_name(word.substr(0, equals)) ? equals : 0;
}

} // namespace shell
