// SPDX-License-Identifier: MIT
// Running another program and waiting for it.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace apps {

/// Starts a program, looked up in PATH, with this program's files and environment. -1 after a message when it
/// cannot be started; `status` is then 127 (not found) or 126.
pid_t start_command(const std::vector<std::string>& arguments, int& status);

/// Waits for it; 128 + signal when it was ended.
int wait_for_command(pid_t id);

/// Both. Returns the status.
int run_command(const std::vector<std::string>& arguments);

} // namespace apps
