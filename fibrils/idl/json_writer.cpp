// SPDX-License-Identifier: MIT
#include "fibrils/idl/json_writer.hpp"

namespace idl {

namespace {

constexpr uint64_t kMostExact = uint64_t(1) << 53;

} // namespace

void JsonWriter::separate() {
    if (is_behind_key_ || levels_.empty()) {
        is_behind_key_ = false;
        return;
    }
    Level& level = levels_.back();
    if (!level.is_empty)
        text_ += level.is_flat ? ", " : ",";
    level.is_empty = false;
    if (!level.is_flat)
        text_ += "\n" + std::string(levels_.size() * 2, ' ');
}

void JsonWriter::begin(char bracket, bool flat) {
    separate();
    text_ += bracket;
    levels_.push_back({bracket, flat || (!levels_.empty() && levels_.back().is_flat), true});
}

void JsonWriter::end() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.is_flat && !level.is_empty)
        text_ += "\n" + std::string(levels_.size() * 2, ' ');
    text_ += level.bracket == '{' ? '}' : ']';
}

void JsonWriter::key(std::string_view name) {
    separate();
    write_text(name);
    text_ += ": ";
    is_behind_key_ = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    write_text(text);
}

void JsonWriter::value(uint64_t number) {
    separate();
    const std::string digits = std::to_string(number);
    text_ += number > kMostExact ? "\"" + digits + "\"" : digits;
}

void JsonWriter::value(bool truth) {
    separate();
    text_ += truth ? "true" : "false";
}

void JsonWriter::none() {
    separate();
    text_ += "null";
}

void JsonWriter::write_text(std::string_view text) {
    static constexpr char kDigits[] = "0123456789abcdef";
    text_ += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            (text_ += '\\') += c;
        else if (c == '\n')
            text_ += "\\n";
        else if (uint8_t(c) < ' ')
            ((text_ += "\\u00") += kDigits[uint8_t(c) >> 4]) += kDigits[uint8_t(c) & 15];
        else
            text_ += c;
    }
    text_ += '"';
}

std::string JsonWriter::take() {
    text_ += '\n';
    return std::move(text_);
}

} // namespace idl
