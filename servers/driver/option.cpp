// SPDX-License-Identifier: MIT
#include "servers/driver/machine.hpp"

namespace driver {

std::string_view option(std::string_view command_line, std::string_view name) {
    std::string_view value;
    while (!command_line.empty()) {
        const size_t end = command_line.find(' ');
        const std::string_view word = command_line.substr(0, end);
        if (word.size() > name.size() && word.substr(0, name.size()) == name && word[name.size()] == '=')
            value = word.substr(name.size() + 1);
        command_line.remove_prefix(end == std::string_view::npos ? command_line.size() : end + 1);
    }
    return value;
}

} // namespace driver
