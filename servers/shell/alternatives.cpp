// SPDX-License-Identifier: MIT
// {a,b} and {1..5} in a word.
#include "servers/shell/expander.hpp"
#include "servers/shell/quoting.hpp"

#include <cstdlib>

namespace shell {

namespace {

constexpr size_t kMaxWords = 10000; // that one word may stand for
constexpr size_t kMaxSize = 4096;   // bytes of such a word; longer ones are rather data

struct Braces {
    size_t begin = 0;
    size_t end = 0; // behind the '}'
    std::vector<std::string> items;
};

/// Fills `items` when `inside` is "FROM..TO" with numbers.
bool expand_range(const std::string& inside, std::vector<std::string>& items) {
    size_t dots = inside.find("..");
    if (dots == std::string::npos || dots == 0 || dots + 2 >= inside.size())
        return false;
    char *end_from, *end_to;
    long from = strtol(inside.c_str(), &end_from, 10), to = strtol(inside.c_str() + dots + 2, &end_to, 10);
    if (end_from != inside.c_str() + dots || *end_to != '\0')
        return false;
    for (long i = from; items.size() < kMaxWords; i += from <= to ? 1 : -1) {
        items.push_back(std::to_string(i));
        if (i == to)
            return true;
    }
    items.clear();
    return false;
}

/// Finds the first group with a comma or a range.
bool find_braces(const std::string& word, Braces& braces) {
    for (size_t begin = 0; begin < word.size();) {
        if (word[begin] != '{') {
            begin = skip_piece(word, begin, 0);
            if (!is_place(begin))
                return false;
            continue;
        }
        std::vector<std::string> items;
        int open = 0;
        size_t item = begin + 1;
        for (size_t at = begin + 1; at < word.size();) {
            if (word[at] == '}' && open == 0) {
                items.push_back(word.substr(item, at - item));
                if (items.size() > 1 ||
                    (expand_range(items[0], items) && (items.erase(items.begin()), true))) {
                    braces = {begin, at + 1, std::move(items)};
                    return true;
                }
                break;
            }
            if (word[at] == ',' && open == 0) {
                items.push_back(word.substr(item, at - item));
                item = at + 1;
            }
            open += word[at] == '{' ? 1 : word[at] == '}' ? -1 : 0;
            at = skip_piece(word, at, 0);
            if (!is_place(at))
                return false;
        }
        ++begin;
    }
    return false;
}

} // namespace

void expand_alternatives(const std::string& word, std::vector<std::string>& words, int depth) {
    Braces braces;
    if (word.find('{') == std::string::npos || word.size() > kMaxSize || depth >= kMaxNesting ||
        words.size() > kMaxWords || !find_braces(word, braces)) {
        words.push_back(word);
        return;
    }
    for (const auto& item : braces.items)
        expand_alternatives(word.substr(0, braces.begin) + item + word.substr(braces.end), words, depth + 1);
}

} // namespace shell
