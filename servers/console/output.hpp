// SPDX-License-Identifier: MIT
// What happens to the bytes of programs on their way to the screen.
#pragma once

#include "servers/console/attributes.hpp"

#include <string>
#include <string_view>

namespace console {

/// A newline becomes carriage return and newline if the attributes say so.
std::string process_output(std::string_view bytes, const Attributes& attributes);

} // namespace console
