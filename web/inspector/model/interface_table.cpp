// SPDX-License-Identifier: MIT
#include "web/inspector/model/interface_table.hpp"

#include "kernel/abi/ipc.hpp"
#include "web/inspector/model/call.hpp"

#include <array>

namespace inspector {

namespace {

uint64_t key_of(uint32_t interface, uint32_t number) {
    return uint64_t(interface) << 32 | number;
}

// Indexed by abi::Error.
constexpr std::array<const char*, 42> kErrorNames = {
    "ok",
    "no_entry",
    "no_memory",
    "limit",
    "refused",
    "forward_failed",
    "permission",
    "hung_up",
    "bad_party",
    "exists",
    "bad_memory",
    "not_supported",
    "address_unavailable",
    "timeout",
    "invalid",
    "busy",
    "overflow",
    "interrupted",
    "too_many_files",
    "name_too_long",
    "is_directory",
    "not_directory",
    "no_space",
    "not_empty",
    "bad_file",
    "domain",
    "range",
    "cross_device",
    "io",
    "too_many_links",
    "no_device",
    "no_file_system",
    "bad_checksum",
    "stalled",
    "empty",
    "negative_acknowledge",
    "again",
    "broken_pipe",
    "bad_executable",
    "protocol",
    "deadlock",
    "read_only",
};

} // namespace

InterfaceTable::InterfaceTable() {
    using abi::SystemMethod;
    auto add = [this](SystemMethod method, const char* name, const char* arguments, const char* results) {
        add_method(0, uint32_t(method), name, arguments, results);
    };
    add(SystemMethod::phone_hung_up, "phone_hung_up", "", "");
    add(SystemMethod::connect_to_me, "connect_to_me", "interface a2 a3 a4 label", "");
    add(SystemMethod::connect_me_to, "connect_me_to", "interface a2 a3 flags", "a1 a2 a3 a4 phone");
    add(SystemMethod::share_in, "share_in", "size address", "base flags");
    add(SystemMethod::share_out, "share_out", "base size flags", "base");
    add(SystemMethod::data_read, "data_read", "buffer size flags", "source size");
    add(SystemMethod::data_write, "data_write", "buffer size flags", "destination size");
    add(SystemMethod::delegate, "delegate", "handle", "");
    add(SystemMethod::ping, "ping", "", "");
}

void InterfaceTable::add_interface(uint32_t id, std::string name) {
    interfaces_[id] = std::move(name);
}

void InterfaceTable::add_method(uint32_t interface, uint32_t number, std::string name,
                                const std::string& arguments, const std::string& results) {
    methods_[key_of(interface, number)] = {std::move(name), parse_fields(arguments), parse_fields(results)};
}

std::string InterfaceTable::interface_name(uint32_t id) const {
    if (id == 0)
        return "";
    if (auto found = interfaces_.find(id); found != interfaces_.end())
        return found->second;
    std::string letters;
    for (uint32_t shift = 0; shift < 32; shift += 8) {
        char letter = char(id >> shift & 0xff);
        if (letter < ' ' || letter > '~')
            return std::to_string(id);
        letters += letter;
    }
    while (!letters.empty() && letters.back() == ' ')
        letters.pop_back();
    return letters;
}

const MethodName* InterfaceTable::method(uint32_t interface, uint32_t number) const {
    auto found = methods_.find(key_of(is_system_method(number) ? 0 : interface, number));
    return found == methods_.end() ? nullptr : &found->second;
}

std::string InterfaceTable::method_name(uint32_t interface, uint32_t number) const {
    if (number == kUnknownMethod)
        return "(refused)";
    const MethodName* known = method(interface, number);
    return known ? known->name : "method " + std::to_string(number);
}

bool InterfaceTable::is_system_method(uint32_t number) {
    return number < abi::kFirstUserMethod;
}

std::string error_name(uint32_t error) {
    return error < kErrorNames.size() ? kErrorNames[error] : "error " + std::to_string(error);
}

std::string error_text(uint32_t error) {
    return abi::describe(abi::Error(error));
}

} // namespace inspector
