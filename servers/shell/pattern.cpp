// SPDX-License-Identifier: MIT
#include "servers/shell/pattern.hpp"

#include "servers/shell/utf8.hpp"

namespace shell {

namespace {

/// Place behind the ']' of the bracket expression that begins at `at`, or 0 when it is not one.
size_t bracket_end(std::string_view pattern, size_t at) {
    size_t i = at + 1;
    if (i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^'))
        ++i;
    if (i < pattern.size() && pattern[i] == ']')
        ++i;
    for (; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (pattern[i] == '[' && i + 1 < pattern.size() && pattern[i + 1] == ':') {
            size_t end = pattern.find(":]", i + 2);
            if (end != std::string_view::npos)
                i = end + 1;
        } else if (pattern[i] == ']') {
            return i + 1;
        }
    }
    return 0;
}

bool in_class(std::string_view name, char32_t c) {
    bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    if (name == "alpha")
        return lower || upper;
    if (name == "digit")
        return digit;
    if (name == "alnum")
        return lower || upper || digit;
    if (name == "lower")
        return lower;
    if (name == "upper")
        return upper;
    if (name == "space")
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (name == "punct")
        return c > ' ' && c < 127 && !lower && !upper && !digit;
    return false;
}

/// `set` is what lies between the brackets.
bool in_bracket(std::string_view set, char32_t c) {
    size_t i = 0;
    bool negated = !set.empty() && (set[0] == '!' || set[0] == '^');
    i += negated;
    bool found = false;
    while (i < set.size()) {
        if (set[i] == '[' && i + 1 < set.size() && set[i + 1] == ':') {
            size_t end = set.find(":]", i + 2);
            if (end != std::string_view::npos) {
                found = found || in_class(set.substr(i + 2, end - i - 2), c);
                i = end + 2;
                continue;
            }
        }
        char32_t low, high;
        i += set[i] == '\\' && i + 1 < set.size();
        i += decode_utf8(set, i, low);
        high = low;
        if (i + 1 < set.size() && set[i] == '-') {
            ++i;
            i += set[i] == '\\' && i + 1 < set.size();
            i += decode_utf8(set, i, high);
        }
        found = found || (low <= c && c <= high);
    }
    return found != negated;
}

} // namespace

bool matches(std::string_view pattern, std::string_view text) {
    size_t p = 0, t = 0;
    size_t star = std::string_view::npos, star_text = 0; // where to go on after a mismatch
    while (t < text.size()) {
        char32_t c;
        size_t size = decode_utf8(text, t, c);
        size_t bracket = p < pattern.size() && pattern[p] == '[' ? bracket_end(pattern, p) : 0;
        if (p < pattern.size() && pattern[p] == '*') {
            star = ++p;
            star_text = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            t += size;
        } else if (bracket != 0 && in_bracket(pattern.substr(p + 1, bracket - p - 2), c)) {
            p = bracket;
            t += size;
        } else if (size_t literal = p + (p + 1 < pattern.size() && pattern[p] == '\\');
                   bracket == 0 && literal < pattern.size() && pattern[literal] == text[t]) {
            p = literal + 1;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star;
            star_text += decode_utf8(text, star_text, c);
            t = star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool is_pattern(std::string_view pattern) {
    for (size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (pattern[i] == '*' || pattern[i] == '?' ||
                 (pattern[i] == '[' && bracket_end(pattern, i) != 0))
            return true;
    }
    return false;
}

std::string unescape_pattern(std::string_view pattern) {
    std::string text;
    for (size_t i = 0; i < pattern.size(); ++i) {
        i += pattern[i] == '\\' && i + 1 < pattern.size();
        text += pattern[i];
    }
    return text;
}

} // namespace shell
