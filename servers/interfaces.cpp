// SPDX-License-Identifier: MIT
// A program of the build: prints what all protocols say about themselves as JSON, which becomes
// /etc/interfaces.json, so that the inspector and the `ipc` command can name interfaces, methods and words.
// It ends with status 1 if two descriptions contradict each other.
#include "servers/clock/protocol.hpp"
#include "servers/console/line_protocol.hpp"
#include "servers/console/protocol.hpp"
#include "servers/devfs/protocol.hpp"
#include "servers/input/protocol.hpp"
#include "servers/loader/protocol.hpp"
#include "servers/logger/protocol.hpp"
#include "servers/naming/protocol.hpp"
#include "servers/pci/protocol.hpp"
#include "servers/random/protocol.hpp"
#include "servers/vfs/driver_protocol.hpp"
#include "servers/vfs/protocol.hpp"

#include <cstdio>
#include <map>
#include <string>

namespace {

using abi::InterfaceDescription;
using abi::MethodDescription;

const InterfaceDescription kInterfaces[] = {
    naming::protocol::kDescription, loader::protocol::kDescription,  vfs::kDescription,
    vfs::kRegistrationDescription,  vfs::kDriverDescription,         devfs::kRegistrationDescription,
    devfs::kDeviceDescription,      console::protocol::kDescription, console::line::kDescription,
    input::protocol::kDescription,  logger::protocol::kDescription,  random_numbers::protocol::kDescription,
    clocks::protocol::kDescription, pci::protocol::kDescription,
};

std::string letters(abi::InterfaceId id) {
    std::string text;
    for (int byte = 0; byte < 4; byte++)
        text += char(id >> (8 * byte));
    return text;
}

/// Names and word lists are plain text by convention; anything that JSON would have to escape is a mistake.
bool is_plain(const char* text) {
    for (; *text; text++)
        if (*text < ' ' || *text == '"' || *text == '\\' || *text == 0x7f)
            return false;
    return true;
}

bool fail(const InterfaceDescription& interface, const char* what) {
    std::fprintf(stderr, "interface '%s' (%s): %s\n", letters(interface.id).c_str(), interface.name, what);
    return false;
}

bool check(const InterfaceDescription& interface) {
    std::map<uint64_t, const char*> numbers;
    for (const MethodDescription& method : interface.methods) {
        if (method.number < abi::kFirstUserMethod)
            return fail(interface, "a method number belongs to the kernel");
        if (!numbers.emplace(method.number, method.name).second)
            return fail(interface, "two methods have one number");
        if (!is_plain(method.name) || !is_plain(method.arguments) || !is_plain(method.results))
            return fail(interface, "a name is not plain text");
    }
    return true;
}

bool check_all() {
    std::map<abi::InterfaceId, const char*> ids;
    for (const InterfaceDescription& interface : kInterfaces) {
        if (!ids.emplace(interface.id, interface.name).second)
            return fail(interface, "two interfaces have these letters");
        if (!check(interface))
            return false;
    }
    return true;
}

void print(const MethodDescription& method, bool last) {
    std::printf("    {\"number\": %llu, \"name\": \"%s\", \"arguments\": \"%s\", \"results\": \"%s\"}%s\n",
                static_cast<unsigned long long>(method.number), method.name, method.arguments, method.results,
                last ? "" : ",");
}

void print(const InterfaceDescription& interface, bool last) {
    std::printf("  {\"id\": \"%s\", \"name\": \"%s\", \"methods\": [\n", letters(interface.id).c_str(),
                interface.name);
    for (const MethodDescription& method : interface.methods)
        print(method, &method == &interface.methods.back());
    std::printf("  ]}%s\n", last ? "" : ",");
}

} // namespace

int main() {
    if (!check_all())
        return 1;
    std::printf("[\n");
    for (const InterfaceDescription& interface : kInterfaces)
        print(interface, &interface == std::end(kInterfaces) - 1);
    std::printf("]\n");
}
