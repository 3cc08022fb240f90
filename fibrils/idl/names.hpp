// SPDX-License-Identifier: MIT
// How names of a description are written in C++.
#pragma once

#include <string>
#include <string_view>

namespace idl {

/// "set_zone": "SetZone".
std::string camel_case(std::string_view name);

/// "max_path": "kMaxPath".
std::string constant_name(std::string_view name);

} // namespace idl
