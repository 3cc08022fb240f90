// SPDX-License-Identifier: MIT
#include "web/inspector/model/field.hpp"

#include <algorithm>
#include <cstdlib>

namespace inspector {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(separator, at), text.size());
        if (end > at)
            parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

void parse_values(const std::string& text, Field& field) {
    field.is_flags = text.starts_with('|');
    for (const std::string& value : split(field.is_flags ? text.substr(1) : text, ','))
        if (const size_t equals = value.find('='); equals != std::string::npos)
            field.values.emplace_back(value.substr(0, equals),
                                      uint32_t(std::strtoul(value.c_str() + equals + 1, nullptr, 10)));
}

void parse_place(const std::string& text, Field& field) {
    const auto numbers = split(text, '.');
    const auto number = [&](size_t at, uint8_t otherwise) {
        return at < numbers.size() ? uint8_t(std::strtoul(numbers[at].c_str(), nullptr, 10)) : otherwise;
    };
    field.is_placed = true;
    field.is_signed = text.ends_with('i');
    field.word = std::clamp<uint8_t>(number(0, 1), 1, std::tuple_size_v<Words>);
    field.shift = std::min<uint8_t>(number(1, 0), 31);
    field.bits = std::max<uint8_t>(number(2, 64), 1);
}

} // namespace

std::vector<Field> parse_fields(const std::string& text) {
    std::vector<Field> fields;
    for (const std::string& part : split(text, ' ')) {
        Field& field = fields.emplace_back();
        const size_t colon = std::min(part.find(':'), part.size());
        const size_t place = std::min(part.find('@'), colon);
        field.name = part.substr(0, place);
        field.word = uint8_t(std::min(fields.size(), std::tuple_size_v<Words>));
        if (place < colon)
            parse_place(part.substr(place + 1, colon - place - 1), field);
        if (colon < part.size())
            parse_values(part.substr(colon + 1), field);
    }
    return fields;
}

uint32_t number_in(const Field& field, const Words& words) {
    const int width = std::min(field.bits + 0, 32 - field.shift);
    const uint32_t mask = ~uint32_t(0) >> (32 - width);
    const uint32_t number = words[field.word - 1u] >> field.shift & mask;
    return field.is_signed && number >> (width - 1) != 0 ? number | ~mask : number;
}

std::string name_of_number(const Field& field, uint32_t number) {
    std::string text;
    uint32_t rest = number;
    for (const auto& [name, value] : field.values) {
        if (!field.is_flags && value == number)
            return name;
        if (!field.is_flags || (number & value) == 0)
            continue;
        text += (text.empty() ? "" : "|") + name;
        rest &= ~value;
    }
    return text.empty() || rest == 0 ? text : text + "|" + std::to_string(rest);
}

} // namespace inspector
