// SPDX-License-Identifier: MIT
#include "fibrils/idl/diagnostic.hpp"

#include <algorithm>

namespace idl {

namespace {

std::string_view line_of(const std::string& text, uint32_t number) {
    size_t begin = 0;
    for (uint32_t line = 1; line < number; line++) {
        const size_t end = text.find('\n', begin);
        if (end == std::string::npos)
            return {};
        begin = end + 1;
    }
    std::string_view line = std::string_view(text).substr(begin, text.find('\n', begin) - begin);
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

/// As many columns of a terminal as `text` takes; tabs stay, so that what follows stands below.
std::string blanks_like(std::string_view text, char blank) {
    std::string blanks;
    for (const char c : text)
        if (c == '\t' && blank == ' ')
            blanks += '\t';
        else if ((uint8_t(c) & 0xc0) != 0x80)
            blanks += blank;
    return blanks;
}

std::string show_position(const Place& place, const Program& program) {
    if (place.file >= program.units.size())
        return "idlc: ";
    const std::string& path = program.units[place.file]->path;
    if (place.line == 0)
        return path + ": ";
    return path + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
}

/// The line and below it the caret; control characters are not sent to the terminal.
std::string show_line(const Place& place, const Program& program) {
    if (place.file >= program.units.size() || place.line == 0)
        return {};
    std::string line(line_of(program.units[place.file]->text, place.line));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return (uint8_t(c) < ' ' && c != '\t') || c == 0x7f; }, '?');
    std::string number = std::to_string(place.line);
    number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
    const size_t before = std::min<size_t>(place.column - 1, line.size());
    std::string mark = blanks_like(std::string_view(line).substr(before, place.length), '~');
    if (mark.empty())
        mark = "~";
    mark[0] = '^';
    const std::string margin(number.size(), ' ');
    return number + " | " + line + "\n" + margin + " | " +
           blanks_like(std::string_view(line).substr(0, before), ' ') + mark + "\n";
}

} // namespace

void Diagnostics::error(int number, const Place& place, std::string message, std::string help) {
    list_.push_back({number, false, place, std::move(message), std::move(help), {}, {}});
}

void Diagnostics::warning(int number, const Place& place, std::string message, std::string help) {
    list_.push_back({number, true, place, std::move(message), std::move(help), {}, {}});
}

void Diagnostics::related(const Place& place, std::string message) {
    list_.back().related = place;
    list_.back().related_message = std::move(message);
}

bool Diagnostics::has_errors() const {
    return std::any_of(list_.begin(), list_.end(), [](const Diagnostic& entry) { return !entry.is_warning; });
}

std::string show(const Diagnostic& diagnostic, const Program& program) {
    std::string text = show_position(diagnostic.place, program);
    text += diagnostic.is_warning ? "warning" : "error";
    text += " I" + std::to_string(diagnostic.number) + ": " + diagnostic.message + "\n";
    text += show_line(diagnostic.place, program);
    if (!diagnostic.help.empty())
        text += "   help: " + diagnostic.help + "\n";
    if (diagnostic.related.line != 0) {
        text += show_position(diagnostic.related, program) + "note: " + diagnostic.related_message + "\n";
        text += show_line(diagnostic.related, program);
    }
    return text;
}

} // namespace idl
