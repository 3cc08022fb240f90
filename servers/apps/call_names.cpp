// SPDX-License-Identifier: MIT
#include "servers/apps/call_names.hpp"

#include "servers/apps/keeper_description.hpp"
#include "servers/clock/clock_description.hpp"
#include "servers/console/console_description.hpp"
#include "servers/devfs/devfs_description.hpp"
#include "servers/input/input_description.hpp"
#include "servers/loader/loader_description.hpp"
#include "servers/logger/logger_description.hpp"
#include "servers/naming/naming_description.hpp"
#include "servers/pci/pci_description.hpp"
#include "servers/random/random_description.hpp"
#include "servers/vfs/vfs_description.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace apps {

namespace {

const abi::InterfaceDescription* const kInterfaces[] = {
    &clocks::kClockDescription,
    &console::kConsoleDescription,
    &console::kLineDescription,
    &devfs::kDeviceDescription,
    &devfs::kDeviceRegistrationDescription,
    &input::kInputDescription,
    &keeper::kKeeperDescription,
    &loader::kLoaderDescription,
    &logger::kLoggerDescription,
    &naming::kNamingDescription,
    &naming::kProviderDescription,
    &pci::kPciDescription,
    &pci::kPciHandlesDescription,
    &random_numbers::kRandomDescription,
    &vfs::kFsDescription,
    &vfs::kVfsDescription,
    &vfs::kVfsRegistrationDescription,
};

// The methods of the kernel; they belong to no interface.
struct SystemMethodDescription {
    uint64_t number;
    const char* name;
    const char* arguments; // in word order, separated by blanks
    const char* results;
};
constexpr SystemMethodDescription kSystemMethods[] = {
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

const SystemMethodDescription* find_system_method(uint64_t number) {
    for (const auto& method : kSystemMethods)
        if (method.number == number)
            return &method;
    return nullptr;
}

const abi::InterfaceDescription* find_interface(abi::InterfaceId id) {
    for (const auto* interface : kInterfaces)
        if (interface->id == id)
            return interface;
    return nullptr;
}

const abi::MethodDescription* find_method(abi::InterfaceId id, uint64_t number) {
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

/// "device" for 2, "read|write" for 3; "" for numbers without a name.
std::string named_value(std::string_view values, uint64_t number) {
    const bool flags = values.starts_with('|');
    std::string text;
    for (values.remove_prefix(flags); !values.empty();) {
        const std::string_view value = values.substr(0, values.find(' '));
        values.remove_prefix(std::min(values.size(), value.size() + 1));
        const size_t equals = value.find('=');
        const uint64_t known = strtoull(value.data() + equals + 1, nullptr, 10);
        if (flags ? (number & known) != 0 : number == known)
            text += (text.empty() ? "" : "|") + std::string(value.substr(0, equals));
    }
    return text;
}

std::string show_value(const abi::FieldDescription& field, uint32_t word) {
    const int bits = std::min(field.bits + 0, 32 - field.shift); // a trace has the lower half of each word
    const uint64_t number = uint64_t(word) >> field.shift & ((uint64_t(1) << bits) - 1);
    const std::string name = named_value(field.values, number);
    if (!name.empty())
        return name;
    const bool negative = field.bits >= bits && bits == 32 && number > 0x7fffffff;
    return negative ? std::to_string(int32_t(number)) : std::to_string(number);
}

/// "name=value" for what the trace has kept.
std::string show_fields(std::span<const abi::FieldDescription> fields, const uint32_t* words) {
    std::string text;
    for (const abi::FieldDescription& field : fields)
        if (field.shift < 32)
            text += (text.empty() ? "" : " ") + std::string(field.name) + "=" +
                    show_value(field, words[field.word - 1]);
    return text;
}

} // namespace

std::string interface_name(abi::InterfaceId id) {
    if (id == 0)
        return "-";
    const auto* interface = find_interface(id);
    return interface ? interface->name : letters(id);
}

abi::InterfaceId interface_id(const std::string& name) {
    for (const auto* interface : kInterfaces)
        if (interface->name == name)
            return interface->id;
    return 0;
}

std::string method_name(abi::InterfaceId interface, uint64_t number) {
    if (number < abi::kFirstUserMethod) {
        const auto* method = find_system_method(number);
        return method ? method->name : std::to_string(number);
    }
    const auto* method = find_method(interface, number);
    return interface_name(interface) + "." + (method ? method->name : std::to_string(number));
}

std::string describe_call(abi::InterfaceId interface, uint64_t number, const uint32_t* words) {
    const auto* method = find_method(interface, number);
    const auto* system = find_system_method(number);
    const std::string arguments = method ? show_fields(method->arguments, words)
                                         : name_words(system ? system->arguments : "a1 a2 a3 a4 a5", words);
    return method_name(interface, number) + "(" + arguments + ")";
}

std::string describe_answer(abi::InterfaceId interface, uint64_t number, uint32_t error,
                            const uint32_t* words) {
    if (error != 0)
        return abi::describe(abi::Error(error));
    const auto* method = find_method(interface, number);
    const auto* system = find_system_method(number);
    const std::string results = method   ? show_fields(method->results, words)
                                : system ? name_words(system->results, words)
                                         : "";
    return results.empty() ? "ok" : "ok " + results;
}

} // namespace apps
