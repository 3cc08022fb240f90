// SPDX-License-Identifier: MIT
#include "servers/apps/call_names.hpp"

#include "servers/clock/protocol.hpp"
#include "servers/console/protocol.hpp"
#include "servers/devfs/protocol.hpp"
#include "servers/loader/protocol.hpp"
#include "servers/logger/protocol.hpp"
#include "servers/naming/protocol.hpp"
#include "servers/random/protocol.hpp"
#include "servers/vfs/driver_protocol.hpp"
#include "servers/vfs/protocol.hpp"

#include <cstring>

namespace apps {

namespace {

const abi::InterfaceDescription* const kInterfaces[] = {
    &clocks::protocol::kDescription,
    &console::protocol::kDescription,
    &devfs::kRegistrationDescription,
    &devfs::kDeviceDescription,
    &loader::protocol::kDescription,
    &logger::protocol::kDescription,
    &naming::protocol::kDescription,
    &random_numbers::protocol::kDescription,
    &vfs::kRegistrationDescription,
    &vfs::kDriverDescription,
    &vfs::kDescription,
};

// The methods of the kernel; they belong to no interface.
constexpr abi::MethodDescription kSystemMethods[] = {
    {0, "hang_up", "", ""},
    {1, "connect_to_me", "interface a2 a3", ""},
    {2, "connect_me_to", "interface a2 a3 flags", ""},
    {4, "share_in", "size base argument", "base flags"},
    {5, "share_out", "base size flags", "base"},
    {6, "data_read", "buffer size flags", "source size"},
    {7, "data_write", "buffer size flags", "destination size"},
    {8, "delegate", "handle argument", ""},
    {9, "ping", "", ""},
};

const abi::InterfaceDescription* find_interface(abi::InterfaceId id) {
    for (const auto* interface : kInterfaces)
        if (interface->id == id)
            return interface;
    return nullptr;
}

const abi::MethodDescription* find_method(abi::InterfaceId id, uint64_t number) {
    if (number < abi::kFirstUserMethod) {
        for (const auto& method : kSystemMethods)
            if (method.number == number)
                return &method;
        return nullptr;
    }
    if (const auto* interface = find_interface(id))
        for (const auto& method : interface->methods)
            if (method.number == number)
                return &method;
    return nullptr;
}

std::string letters(uint32_t id) {
    std::string text;
    for (int i = 0; i < 4; ++i) {
        char c = char(id >> (8 * i));
        text += c >= ' ' && c < 127 ? c : '?';
    }
    return text;
}

/// "name=value" for each of the names, which are separated by blanks.
std::string name_words(const char* names, const uint32_t* words) {
    std::string text;
    for (int i = 0; i < 5 && *names; ++i) {
        size_t size = strcspn(names, " ");
        std::string name(names, size);
        std::string value = name == "interface"     ? interface_name(words[i])
                            : words[i] > 0x7fffffff ? std::to_string(int32_t(words[i]))
                                                    : std::to_string(words[i]);
        text += (text.empty() ? "" : " ") + name + "=" + value;
        names += size;
        names += *names == ' ';
    }
    return text;
}

} // namespace

std::string interface_name(abi::InterfaceId id) {
    if (id == 0)
        return "-";
    const auto* interface = find_interface(id);
    return interface ? interface->name : letters(id);
}

std::string method_name(abi::InterfaceId interface, uint64_t number) {
    const auto* method = find_method(interface, number);
    std::string name = method ? method->name : std::to_string(number);
    return number < abi::kFirstUserMethod ? name : interface_name(interface) + "." + name;
}

std::string describe_call(abi::InterfaceId interface, uint64_t number, const uint32_t* words) {
    const auto* method = find_method(interface, number);
    return method_name(interface, number) + "(" +
           name_words(method ? method->arguments : "a1 a2 a3 a4 a5", words) + ")";
}

std::string describe_answer(abi::InterfaceId interface, uint64_t number, uint32_t error,
                            const uint32_t* words) {
    if (error != 0)
        return abi::describe(abi::Error(error));
    const auto* method = find_method(interface, number);
    std::string results = method ? name_words(method->results, words) : "";
    return results.empty() ? "ok" : "ok " + results;
}

} // namespace apps
