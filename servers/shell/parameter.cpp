// SPDX-License-Identifier: MIT
// The part of Expander that knows ${NAME operation word} and $((...)).
#include "servers/shell/arithmetic.hpp"
#include "servers/shell/expander.hpp"
#include "servers/shell/pattern.hpp"
#include "servers/shell/quoting.hpp"
#include "servers/shell/utf8.hpp"

#include <cstring>

namespace shell {

namespace {

size_t name_size(std::string_view text) {
    size_t size = 0;
    if (!text.empty() && is_name_start(text[0]))
        while (size < text.size() && is_name_char(text[size]))
            ++size;
    else if (!text.empty() && text[0] >= '0' && text[0] <= '9')
        while (size < text.size() && text[size] >= '0' && text[size] <= '9')
            ++size;
    else if (!text.empty() && strchr("@*#?$!-", text[0]))
        size = 1;
    return size;
}

size_t characters(std::string_view text) {
    size_t count = 0;
    char32_t c;
    for (size_t at = 0; at < text.size(); ++count)
        at += decode_utf8(text, at, c);
    return count;
}

/// Removes the shortest or longest beginning that the pattern matches.
std::string remove_prefix(const std::string& value, std::string_view pattern, bool longest) {
    for (size_t i = 0; i <= value.size(); ++i) {
        size_t size = longest ? value.size() - i : i;
        if (matches(pattern, std::string_view(value).substr(0, size)))
            return value.substr(size);
    }
    return value;
}

std::string remove_suffix(const std::string& value, std::string_view pattern, bool longest) {
    for (size_t i = 0; i <= value.size(); ++i) {
        size_t at = longest ? i : value.size() - i;
        if (matches(pattern, std::string_view(value).substr(at)))
            return value.substr(0, at);
    }
    return value;
}

} // namespace

void Expander::expand_arithmetic(std::string_view inside, bool quoted) {
    Expander nested(host_);
    nested.mode_ = Mode::value;
    nested.depth_ = depth_;
    nested.expand(inside, true);
    if (!nested.error_.empty()) {
        fail(nested.error_);
        return;
    }
    std::string message;
    int64_t value = evaluate(unescape_pattern(nested.current_), host_.variables(), message);
    if (!message.empty())
        fail("$((" + std::string(inside) + ")): " + message);
    else
        put_value(std::to_string(value), quoted);
}

void Expander::expand_braces(std::string_view inside, bool quoted) {
    std::string value;
    if (inside.size() > 1 && inside[0] == '#' && name_size(inside.substr(1)) == inside.size() - 1) {
        std::string_view name = inside.substr(1);
        if (name == "@" || name == "*")
            lookup("#", value);
        else
            value = std::to_string(lookup(name, value) ? characters(value) : 0);
        put_value(value, quoted);
        return;
    }
    size_t size = name_size(inside);
    std::string_view name = inside.substr(0, size), rest = inside.substr(size);
    if (size == 0) {
        fail("${" + std::string(inside) + "}: not a variable name");
        return;
    }
    if (rest.empty() && (name == "@" || name == "*")) {
        expand_all_parameters(name[0], quoted);
        return;
    }
    if (rest.empty()) {
        bool set = lookup(name, value);
        if (!set && host_.unset_is_error())
            fail(std::string(name) + ": variable is not set");
        put_value(value, quoted);
        return;
    }
    size_t operation = 1;
    if (rest[0] == ':' || (rest.size() > 1 && rest[0] == rest[1] && strchr("#%", rest[0])))
        operation = 2;
    expand_operation(name, rest.substr(0, operation), rest.substr(std::min(operation, rest.size())), quoted);
}

void Expander::expand_operation(std::string_view name, std::string_view operation, std::string_view word,
                                bool quoted) {
    std::string value;
    bool set = lookup(name, value);
    bool present = set && !(operation[0] == ':' && value.empty());
    switch (operation.back()) {
    case '-':
        present ? put_value(value, quoted) : quoted ? expand(word, true) : expand(word, false);
        return;
    case '+':
        if (present)
            expand(word, quoted);
        return;
    case '=':
        if (!present) {
            value = nested_value(word, false);
            host_.variables().set(name, value);
        }
        put_value(value, quoted);
        return;
    case '?':
        if (present)
            put_value(value, quoted);
        else
            fail(std::string(name) + ": " +
                 (word.empty() ? "variable is not set" : nested_value(word, false)));
        return;
    case '#':
        put_value(remove_prefix(value, nested_value(word, true), operation.size() == 2), quoted);
        return;
    case '%':
        put_value(remove_suffix(value, nested_value(word, true), operation.size() == 2), quoted);
        return;
    default:
        fail("${" + std::string(name) + std::string(operation) + std::string(word) + "}: unknown operation");
    }
}

} // namespace shell
