// SPDX-License-Identifier: MIT
// Protocols of devfs: how a device server offers devices, and how devfs then calls the device server.
#pragma once

#include "kernel/abi/interface.hpp"

namespace devfs {

inline constexpr abi::InterfaceId kRegistrationInterface =
    abi::interface_id("devr");                                                  // device server -> devfs
inline constexpr abi::InterfaceId kDeviceInterface = abi::interface_id("devc"); // devfs -> device server

inline constexpr size_t kMaxNameSize = 255; // bytes of a name under /dev, no '/' in it
inline constexpr size_t kMaxDevices = 64;   // of all servers together

/// Requests of a device server. The first one on a connection must be the callback (connect_to_me with
/// kDeviceInterface); add_device may follow as often as there are devices. All devices of a server vanish
/// from /dev when it hangs up.
enum class Registration : uint64_t {
    add_device = abi::kFirstUserMethod, // unit, mode (permission bits); data write: name. Error: exists,
                                        // limit, invalid
    remove_device,                      // unit. Error: no_entry
};

/// Requests of devfs to a device server. read and write are followed by the data call of the program that
/// reads or writes, which vfs and devfs have forwarded: the bytes travel between program and device server.
enum class Request : uint64_t {
    open = abi::kFirstUserMethod, // unit, flags (vfs::OpenFlag)
    close,                        // unit, flags
    read,                         // unit, position; then data read. Answer: bytes
    write,                        // unit, position; then data write. Answer: bytes
    control,                      // unit, operation, three words. Answer: three words
};

inline constexpr abi::MethodDescription kRegistrationMethods[] = {
    {uint64_t(Registration::add_device), "add_device", "unit mode", ""},
    {uint64_t(Registration::remove_device), "remove_device", "unit", ""},
};
inline constexpr abi::InterfaceDescription kRegistrationDescription{
    kRegistrationInterface, "device_registration", kRegistrationMethods};

inline constexpr abi::MethodDescription kDeviceMethods[] = {
    {uint64_t(Request::open), "open", "unit flags", ""},
    {uint64_t(Request::close), "close", "unit flags", ""},
    {uint64_t(Request::read), "read", "unit position", "bytes"},
    {uint64_t(Request::write), "write", "unit position", "bytes"},
    {uint64_t(Request::control), "control", "unit operation w1 w2 w3", "w1 w2 w3"},
};
inline constexpr abi::InterfaceDescription kDeviceDescription{kDeviceInterface, "device", kDeviceMethods};

} // namespace devfs
