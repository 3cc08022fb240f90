// SPDX-License-Identifier: MIT
// What callers link: one function a call. The session is made when it is first needed.
#pragma once

#include "servers/NAME/NAME_client.hpp"

namespace NAME {

/// Waits for an answer, and until the server exists. Errors: name_too_long, invalid (empty).
abi::Result<std::string> echo(std::string_view line);

} // namespace NAME
