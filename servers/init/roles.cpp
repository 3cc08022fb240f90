// SPDX-License-Identifier: MIT
#include "servers/init/roles.hpp"

#include "servers/init/words.hpp"

#include <algorithm>

namespace init {

namespace {

bool is_name(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && std::all_of(text.begin(), text.end(), fits);
}

template<typename Fits>
bool all(std::string_view text, char separator, Fits fits) {
    const auto parts = split_list(text, separator);
    return std::all_of(parts.begin(), parts.end(), fits);
}

/// "NAME/INTERFACE".
bool is_node(std::string_view text) {
    const auto parts = split_list(text, '/');
    return parts.size() == 2 && is_name(parts[0]) && is_interface(parts[1]);
}

} // namespace

bool is_interface(std::string_view text) {
    return split_list(text, '.').size() <= 2 && all(text, '.', is_name);
}

bool is_interface_list(std::string_view text) {
    return all(text, ',', is_interface);
}

bool is_effect_list(std::string_view text) {
    return all(text, ',', [](std::string_view effect) {
        return split_list(effect, '>').size() == 2 && all(effect, '>', is_interface);
    });
}

bool is_pool(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && text.size() <= 3 && text[0] != '0' &&
           std::all_of(text.begin(), text.end(), is_digit);
}

std::string check_waiver(const std::vector<std::string>& words) {
    if (words.size() != 6 || words[2] != "->" || words[4] != "because" || !is_node(words[1]) ||
        !is_node(words[3]))
        return "waive needs NAME/INTERFACE -> NAME/INTERFACE because \"REASON\"";
    return words[5].empty() ? "waive needs a reason" : "";
}

std::string check_talk(const std::vector<std::string>& words) {
    if (words.size() != 4 || !is_name(words[1]) || !is_interface(words[2]) || words[3].empty())
        return "talks needs a name, an interface and the order of its calls in quotation marks";
    return "";
}

} // namespace init
