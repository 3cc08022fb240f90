// SPDX-License-Identifier: MIT
#include "servers/init/words.hpp"

namespace init {

abi::Result<std::vector<std::string>> split_words(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    bool in_quotes = false;
    for (const char c : line) {
        if (!in_quotes && c == '#')
            break;
        if (!in_quotes && (c == ' ' || c == '\t' || c == '\r')) {
            in_word = false;
            continue;
        }
        if (!in_word)
            words.emplace_back();
        in_word = true;
        if (c == '"')
            in_quotes = !in_quotes;
        else
            words.back() += c;
    }
    if (in_quotes)
        return abi::Error::invalid;
    return words;
}

std::vector<std::string_view> split_list(std::string_view list, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const size_t end = list.find(separator);
        parts.push_back(list.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        list.remove_prefix(end + 1);
    }
}

} // namespace init
