// SPDX-License-Identifier: MIT
// What the tests of the line discipline type on.
#pragma once

#include "servers/console/discipline.hpp"

#include <gtest/gtest.h>
#include <utility>

namespace console {

/// A discipline whose echo and interrupts add up, and whose reads are one call.
struct TypedTerminal {
    Discipline discipline;
    Effects effects;

    explicit TypedTerminal(const Attributes& attributes = kDefaultAttributes) {
        discipline.set_attributes(attributes, effects);
    }
    void type(std::string_view bytes) {
        effects.bell = false;
        discipline.input(bytes, effects);
    }
    std::string read(size_t size = 65536) {
        EXPECT_TRUE(discipline.readable());
        const std::string bytes = discipline.peek(size);
        discipline.consume(bytes.size(), effects);
        return bytes;
    }
    std::string take_echo() { return std::exchange(effects.echo, {}); }
};

inline Attributes raw_attributes() {
    Attributes attributes = kDefaultAttributes;
    attributes.local = 0;
    attributes.input = 0;
    return attributes;
}

} // namespace console
