// SPDX-License-Identifier: MIT
// Splits a line of a configuration file.
#pragma once

#include "kernel/abi/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace init {

/// Words of a line without its comment; a word may be partly or wholly in "quotes". Error invalid: a
/// quotation mark without its partner.
abi::Result<std::vector<std::string>> split_words(std::string_view line);

/// Parts between `separator`s; "" gives one empty part.
std::vector<std::string_view> split_list(std::string_view list, char separator);

} // namespace init
