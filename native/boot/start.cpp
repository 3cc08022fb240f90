// SPDX-License-Identifier: MIT
// The first C++: turns what the loader told into what the kernel wants to know.
#include "native/boot/multiboot.hpp"
#include "native/boot/pvh.hpp"

using abi::x86_64::BootInformation;
using abi::x86_64::kDirectMap;

namespace {

enum class Loader : uint32_t { multiboot = 1, pvh = 2 }; // as entry.S numbers them

BootInformation information;

} // namespace

extern "C" [[noreturn]] void native_start(uint32_t loader, uint64_t address) {
    const char* memory = reinterpret_cast<const char*>(kDirectMap);
    if (static_cast<Loader>(loader) == Loader::multiboot) {
        constexpr size_t kMost = 1 << 20;
        boot::read_multiboot(memory + address, kMost, information);
    } else {
        boot::read_pvh(memory, address, information);
    }
    kernel_start(information);
}
