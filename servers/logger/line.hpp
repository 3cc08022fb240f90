// SPDX-License-Identifier: MIT
// How a message looks as a line of the log: like the lines of the kernel.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace logger {

/// "error", "warning", "note", "debug"; nothing for other numbers.
std::optional<std::string_view> level_name(uint64_t level);

/// "[    3.000120] vfs: warning: text"; a note has no level word. `time`: microseconds since boot.
std::string format_line(uint64_t time, std::string_view task, uint64_t level, std::string_view text);

} // namespace logger
