// SPDX-License-Identifier: MIT
// Finding programs and starting them.
#pragma once

#include "servers/shell/redirections.hpp"

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace shell {

/// The file that a command name stands for: the name itself if there is a '/' in it, else the first one in
/// the directories of `path` (separated by ':'). "" if there is none.
std::string find_program(std::string_view name, std::string_view path);

/// Starts a program. Returns its id, or -1 with errno.
pid_t launch(const std::string& file, const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment, const Redirections& redirections);

/// The arguments that run `file` as a script: the interpreter of its #! line, or this shell; empty when the
/// file is no text.
std::vector<std::string> script_arguments(const std::string& file, const std::vector<std::string>& arguments,
                                          const std::string& shell_path);

/// Whether it has no NUL and not many other control characters at its beginning.
bool looks_like_text(std::string_view text);

} // namespace shell
