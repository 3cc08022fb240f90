// SPDX-License-Identifier: MIT
// Wire protocol of the logger: one log of the whole system. The same text is the device /dev/log.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace logger::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("log ");

inline constexpr uint32_t kMaxMessage = 1024;     // bytes of one message; longer ones are cut
inline constexpr uint32_t kCapacity = 128 * 1024; // bytes kept; the oldest lines go first

enum class Level : uint64_t { error = 1, warning = 2, note = 3, debug = 4 };

enum class Method : uint64_t {
    /// a1 Level; a data write of the text must follow, without line end. Answered when it is in the log.
    /// Error: invalid (no such level).
    message = abi::kFirstUserMethod,
    /// a1 Level: messages above it are dropped from now on. Error: invalid.
    set_level,
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::message), "message", "level", ""},
    {uint64_t(Method::set_level), "set_level", "level", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "logger", kMethods};

} // namespace logger::protocol
