// SPDX-License-Identifier: MIT
// Lines for the kernel log, the one output that works in every task at any time.
#pragma once

#include "fibrils/lib/text.hpp"

namespace lib {

inline constexpr size_t kLogLine = 240; // bytes; longer lines are cut

void write_log(std::string_view line);

/// One line from pieces: text, characters, numbers, lib::Hex, abi::Error. Never waits, never fails.
template<typename... Pieces>
void log(const Pieces&... pieces) {
    Text<kLogLine> line;
    (line.add(pieces), ...);
    write_log(line.view());
}

} // namespace lib
