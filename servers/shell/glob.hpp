// SPDX-License-Identifier: MIT
// Finds the files that a pattern describes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shell {

/// Adds the paths that match, sorted. A name that begins with a dot is found only by a pattern that does.
/// Returns how many there were; directories that cannot be read count as empty.
size_t glob(std::string_view pattern, std::vector<std::string>& paths);

} // namespace shell
