// SPDX-License-Identifier: MIT
// Names of interfaces, methods, arguments and results, from the protocols of all servers.
#pragma once

#include "kernel/abi/interface.hpp"

#include <string>

namespace apps {

/// "vfs"; its four letters when the interface is not known; "-" for 0.
std::string interface_name(abi::InterfaceId interface);
/// The interface with this name; 0 if there is none.
abi::InterfaceId interface_id(const std::string& name);

/// "vfs.open(base=0 flags=1)"; methods of the kernel are named, too. `words`: the five arguments, cut to 32
/// bits.
std::string describe_call(abi::InterfaceId interface, uint64_t method, const uint32_t* words);

/// "ok descriptor=3", or the error in words.
std::string describe_answer(abi::InterfaceId interface, uint64_t method, uint32_t error,
                            const uint32_t* words);

/// "vfs.open" alone.
std::string method_name(abi::InterfaceId interface, uint64_t method);

} // namespace apps
