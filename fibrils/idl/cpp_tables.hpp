// SPDX-License-Identifier: MIT
// The tables behind a generated server: what is called for each ordinal, in which states, and what follows.
#pragma once

#include "fibrils/idl/cpp_method.hpp"

namespace idl {

/// kHandlers, by ordinal up to `last`.
std::string handler_table(const std::vector<CppMethod>& methods, uint64_t last);
/// kAllowed: a bit for each state, by ordinal.
std::string allowed_table(const Interface& interface, uint64_t last);
/// kTransitions; "" if there are none.
std::string transition_table(const Interface& interface);
/// Refuses connections with a number that the interface does not know; "" if it takes all.
std::string connect_check(const Interface& interface);
/// Sets `state` for connects that do not begin at the start.
std::string connect_states(const Interface& interface);

} // namespace idl
