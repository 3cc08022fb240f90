// SPDX-License-Identifier: MIT
// Wire protocol of the random number server. The same bytes come from /dev/random and /dev/urandom.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace random_numbers::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("rand");

enum class Method : uint64_t {
    /// A data read must follow; it gets as many random bytes as it wants (at most abi::kMaxTransfer).
    get = abi::kFirstUserMethod,
    /// A data write must follow; its bytes (at most kMaxSeed) are mixed into the state. They never make it
    /// weaker.
    add,
};

inline constexpr uint32_t kMaxSeed = 4096;

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::get), "get", "", ""},
    {uint64_t(Method::add), "add", "", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "random", kMethods};

} // namespace random_numbers::protocol
