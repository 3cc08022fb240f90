// SPDX-License-Identifier: MIT
// From keyboards to whoever shows terminals: which keys go down and up.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace input::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("inpt");

enum class Method : uint64_t {
    /// a1 number of the key (key.hpp), a2 1 pressed or repeated, 0 released. Answer: a1 lights that the
    /// keyboard should show. Error: invalid.
    key = abi::kFirstUserMethod,
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::key), "key", "key pressed", "lights"},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "input", kMethods};

} // namespace input::protocol
