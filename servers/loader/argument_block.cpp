// SPDX-License-Identifier: MIT
#include "kernel/abi/arguments.hpp"
#include "servers/loader/launch.hpp"

#include <algorithm>
#include <cstring>

namespace loader {

namespace {

uint32_t count_strings(std::string_view list) {
    return uint32_t(std::count(list.begin(), list.end(), '\0'));
}

} // namespace

std::string interpreted_arguments(std::string_view path, std::string_view argument, const Launch& launch) {
    std::string arguments(path);
    arguments += '\0';
    if (!argument.empty()) {
        arguments += argument;
        arguments += '\0';
    }
    arguments += launch.path;
    arguments += '\0';
    const size_t first_end = launch.arguments.find('\0');
    if (first_end != std::string::npos)
        arguments += std::string_view(launch.arguments).substr(first_end + 1);
    return arguments;
}

std::string argument_block(std::string_view arguments, std::string_view environment) {
    const abi::ArgumentsHeader header{count_strings(arguments), count_strings(environment)};
    std::string block(sizeof(header), '\0');
    std::memcpy(block.data(), &header, sizeof(header));
    block += arguments;
    block += environment;
    return block;
}

std::string_view base_name(std::string_view path) {
    while (path.size() > 1 && path.back() == '/')
        path.remove_suffix(1);
    const size_t slash = path.rfind('/');
    return slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1);
}

} // namespace loader
