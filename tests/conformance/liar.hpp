// SPDX-License-Identifier: MIT
// A server of console.console that makes each mistake a server can make, by hand: generated code could not.
#pragma once

#include "kernel/abi/ipc.hpp"

namespace conformance {

inline constexpr uint32_t kLiarNumber = 77; // of its service

/// What is wrong with the answer to each method of the interface.
enum class Lie : uint64_t {
    undeclared_error = abi::kFirstUserMethod,
    undeclared_effect, // asks the clock
    forgotten,         // not answered before the connection ends
    answered_twice,
    dropped,
    none,
};

/// Serves until killed.
int run_liar();

} // namespace conformance
