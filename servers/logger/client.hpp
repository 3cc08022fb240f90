// SPDX-License-Identifier: MIT
// What tasks link to write to the system log.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/logger/logger_types.hpp"

#include <string_view>

namespace logger {

/// One line for the log, with the time and the name of this task. Without a logger it goes to the kernel log,
/// so nothing is lost; the error then says why (no_entry, hung_up).
abi::Result<void> write(Level level, std::string_view text);

/// Drops messages above `level` from now on, for everybody.
abi::Result<void> set_level(Level level);

} // namespace logger
