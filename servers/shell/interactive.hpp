// SPDX-License-Identifier: MIT
// The loop of prompt, line, commands.
#pragma once

#include "servers/shell/shell.hpp"

namespace shell {

/// Reads commands from the terminal until Ctrl-D or exit. `login`: runs /etc/profile and ~/.profile first.
/// Returns the status of the shell.
int run_interactive(Shell& shell, bool login);

/// Reads commands from descriptor 0 without a prompt, a complete command at a time, so that the commands can
/// read what follows them.
int run_piped(Shell& shell);

} // namespace shell
