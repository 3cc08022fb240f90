// SPDX-License-Identifier: MIT
// Writing to descriptors, and errors in words. The shell keeps no buffers of its own.
#pragma once

#include <string>
#include <string_view>

namespace shell {

/// Writes everything. False when that fails (errno says why).
bool write_all(int descriptor, std::string_view text);

/// What an errno means, with a small letter at the beginning: "no such file or directory".
std::string describe_error(int number);

/// Reads to the end of the file and adds it to `text`. False on an error.
bool read_all(int descriptor, std::string& text);

} // namespace shell
