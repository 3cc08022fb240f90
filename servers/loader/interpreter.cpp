// SPDX-License-Identifier: MIT
#include "servers/loader/executable.hpp"

namespace loader {

namespace {

constexpr size_t kMaxFirstLine = 255; // bytes; a longer one is no script

std::string_view trim(std::string_view text) {
    const size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

} // namespace

Interpreter find_interpreter(std::string_view contents) {
    if (contents.substr(0, 2) != "#!")
        return {};
    const size_t end = contents.substr(0, kMaxFirstLine).find('\n');
    if (end == std::string_view::npos && contents.size() > kMaxFirstLine)
        return {};
    const std::string_view line = trim(contents.substr(2, end == std::string_view::npos ? end : end - 2));
    const size_t blank = line.find_first_of(" \t");
    if (blank == std::string_view::npos)
        return {std::string(line), {}};
    return {std::string(line.substr(0, blank)), std::string(trim(line.substr(blank)))};
}

} // namespace loader
