// SPDX-License-Identifier: MIT
#include "servers/apps/program.hpp"

#include <cstdio>
#include <cstring>

namespace {

constexpr apps::Usage kUsage{
    "tr [-cds] SET [SET]",
    "Replaces the characters of the first set by those of the second.\n"
    "A set is like a-z0-9, with \\n \\t \\\\ and [:upper:] [:lower:] [:digit:] [:alpha:] [:space:].\n"
    "  -d  remove them instead    -s  repeated ones only once    -c  all characters but those\n",
    "cds", 1, 2};

void add_class(const std::string& name, std::string& set) {
    for (int c = 0; c < 128; ++c) {
        bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
        bool space = c == ' ' || (c >= '\t' && c <= '\r');
        if ((name == "lower" && lower) || (name == "upper" && upper) || (name == "digit" && digit) ||
            (name == "alpha" && (lower || upper)) || (name == "alnum" && (lower || upper || digit)) ||
            (name == "space" && space))
            set += static_cast<char>(c);
    }
}

std::string expand_set(const std::string& text) {
    std::string set;
    for (size_t i = 0; i < text.size(); ++i) {
        size_t end = text.compare(i, 2, "[:") == 0 ? text.find(":]", i) : std::string::npos;
        if (end != std::string::npos) {
            add_class(text.substr(i + 2, end - i - 2), set);
            i = end + 1;
            continue;
        }
        char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            c = text[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? '\0' : c;
        }
        if (i + 2 < text.size() && text[i + 1] == '-') {
            for (int k = static_cast<unsigned char>(c); k <= static_cast<unsigned char>(text[i + 2]); ++k)
                set += static_cast<char>(k);
            i += 2;
        } else {
            set += c;
        }
    }
    return set;
}

std::string complement(const std::string& set) {
    std::string result;
    for (int c = 0; c < 256; ++c)
        if (set.find(static_cast<char>(c)) == std::string::npos)
            result += static_cast<char>(c);
    return result;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    bool remove = arguments.has('d'), squeeze = arguments.has('s');
    const auto& sets = arguments.operands();
    if (sets.size() < 2 && !remove && !squeeze)
        return arguments.wrong("two sets are needed, or -d or -s");
    std::string from = expand_set(sets[0]), to = sets.size() > 1 ? expand_set(sets[1]) : "";
    if (arguments.has('c'))
        from = complement(from);
    if (sets.size() > 1 && to.empty() && !remove)
        return arguments.wrong("the second set is empty");
    const std::string& squeezed = sets.size() > 1 ? to : from;
    int c, before = EOF;
    while ((c = getchar()) != EOF && !apps::output_failed()) {
        size_t place = from.find(static_cast<char>(c));
        if (place != std::string::npos && remove)
            continue;
        if (place != std::string::npos && !to.empty() && !remove)
            c = static_cast<unsigned char>(to[std::min(place, to.size() - 1)]);
        if (squeeze && c == before && squeezed.find(static_cast<char>(c)) != std::string::npos)
            continue;
        putchar(c);
        before = c;
    }
    return apps::finish(0);
}
