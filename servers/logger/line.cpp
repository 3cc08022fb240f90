// SPDX-License-Identifier: MIT
#include "servers/logger/line.hpp"

#include "servers/logger/logger_types.hpp"

#include <cstdio>

namespace logger {

std::optional<std::string_view> level_name(uint64_t level) {
    switch (Level(level)) {
    case Level::error:
        return "error";
    case Level::warning:
        return "warning";
    case Level::note:
        return "note";
    case Level::debug:
        return "debug";
    }
    return std::nullopt;
}

std::string format_line(uint64_t time, std::string_view task, uint64_t level, std::string_view text) {
    char stamp[32];
    std::snprintf(stamp, sizeof(stamp), "[%5llu.%06llu] ", static_cast<unsigned long long>(time / 1000000),
                  static_cast<unsigned long long>(time % 1000000));
    std::string line(stamp);
    line += task;
    line += ": ";
    if (level != uint64_t(Level::note)) {
        line += level_name(level).value_or("?");
        line += ": ";
    }
    line += text;
    return line;
}

} // namespace logger
