// SPDX-License-Identifier: MIT
// How a protocol describes itself, so that trace readers can name interfaces and methods.
#pragma once

#include "kernel/abi/ipc.hpp"

#include <span>

namespace abi {

using InterfaceId = uint32_t; // four letters, the first one in the lowest byte

constexpr InterfaceId interface_id(const char (&letters)[5]) {
    return uint32_t(uint8_t(letters[0])) | uint32_t(uint8_t(letters[1])) << 8 |
           uint32_t(uint8_t(letters[2])) << 16 | uint32_t(uint8_t(letters[3])) << 24;
}

/// A value in the words of a message. `values`: its names ("unknown=0 pipe=1"), with '|' first when each is a
/// flag, or "".
struct FieldDescription {
    const char* name;
    uint8_t word; // 1..5
    uint8_t shift;
    uint8_t bits;
    bool is_signed;
    const char* values;
};

struct MethodDescription {
    uint64_t number;
    const char* name;
    std::span<const FieldDescription> arguments;
    std::span<const FieldDescription> results;
};

struct InterfaceDescription {
    InterfaceId id;
    const char* name;
    std::span<const MethodDescription> methods;
};

} // namespace abi
