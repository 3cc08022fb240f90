// SPDX-License-Identifier: MIT
// The fields of a request or an answer, as /etc/interfaces.json has them (.tools/interfaces.mjs says how).
#pragma once

#include "web/inspector/model/call.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace inspector {

struct Field {
    std::string name;
    uint8_t word = 1; // 1 to 5
    uint8_t shift = 0;
    uint8_t bits = 64;
    bool is_signed = false;
    bool is_flags = false; // several of the values may hold at once, each is one bit
    std::vector<std::pair<std::string, uint32_t>> values;
    bool is_placed = false; // its place was given
};

/// A name without a place is that of a whole word, behind those before it.
std::vector<Field> parse_fields(const std::string& text);

/// The number in the words of a trace record, which are the lower halves; negative ones as int32_t.
uint32_t number_in(const Field& field, const Words& words);

/// The number as the description calls it: "device", "read|write"; "" when it has no name.
std::string name_of_number(const Field& field, uint32_t number);

} // namespace inspector
