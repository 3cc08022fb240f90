// SPDX-License-Identifier: MIT
// Wire protocol of the naming service: it introduces tasks to each other and then is out of the way.
//
// On the phone that every task is born with, only connect_me_to is understood (a1 interface, a2 service
// number, a3 free for the provider). Naming forwards it to the provider unchanged, so the client ends up with
// a direct connection. A session with naming itself (interface kInterface) understands the methods below.
#pragma once

#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace naming::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("name");

inline constexpr uint32_t kMaxServices = 256;
inline constexpr uint32_t kMaxWaiting = 256; // parked blocking connects

enum class Method : uint64_t {
    /// a1 interface, a2 service number; the next call on the connection must be connect_to_me, over which
    /// naming will forward connects. Errors: exists, limit.
    provide = abi::kFirstUserMethod,
    /// a1 interface, a2 service number: only by the session that provided it. Error: no_entry.
    withdraw,
    /// Answer: a1 count; a data read of Service records must follow.
    list,
};

/// One provided service, as `list` gives it.
struct Service {
    abi::InterfaceId interface;
    uint32_t number;
    abi::TaskId provider;
    uint32_t waiting; // connects parked for it; provider is 0 if there is nobody yet
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::provide), "provide", "interface number", ""},
    {uint64_t(Method::withdraw), "withdraw", "interface number", ""},
    {uint64_t(Method::list), "list", "", "count"},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "naming", kMethods};

} // namespace naming::protocol
