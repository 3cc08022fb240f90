// SPDX-License-Identifier: MIT
// The errors of abi::Error by their names, as `throws` lists them.
#pragma once

#include "kernel/abi/error.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace idl {

/// All but ok, in the order of their numbers.
const std::vector<std::pair<std::string_view, abi::Error>>& errors();

std::optional<abi::Error> find_error(std::string_view name);

} // namespace idl
