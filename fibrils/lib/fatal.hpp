// SPDX-License-Identifier: MIT
// The end of the task by its own decision.
#pragma once

#include "fibrils/lib/log.hpp"

namespace lib {

/// Ends the task as abort() does.
[[noreturn]] void die();

/// Writes the pieces as a line to the kernel log and ends the task as abort() does.
template<typename... Pieces>
[[noreturn]] void fatal(const Pieces&... pieces) {
    log("fatal: ", pieces...);
    die();
}

} // namespace lib
