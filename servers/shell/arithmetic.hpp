// SPDX-License-Identifier: MIT
// $((...)): integers of 64 bits, the operators of C with its precedence, assignments to variables.
#pragma once

#include "servers/shell/variables.hpp"

#include <cstdint>

namespace shell {

/// Evaluates an expression whose expansions are done. On an error `message` says what is wrong (it is empty
/// otherwise) and the result is 0.
int64_t evaluate(std::string_view expression, Variables& variables, std::string& message);

} // namespace shell
