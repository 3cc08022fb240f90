// SPDX-License-Identifier: MIT
#include "web/inspector/model/format.hpp"

#include "kernel/abi/handle.hpp"

#include <cstdio>

namespace inspector {

namespace {

template<typename... Values>
std::string print(const char* format, Values... values) {
    char text[64];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

// Small numbers are counts and sizes, large ones are addresses and bit sets; the name decides where it tells.
std::string value_text(const std::string& name, uint32_t value, const InterfaceTable& names) {
    if (name == "interface" && value > 0xffff)
        return names.interface_name(value);
    if (name == "flags" || name == "mode" || name == "buffer" || name == "address" || name == "base" ||
        name == "source" || name == "destination")
        return value < 10 ? std::to_string(value) : print("0x%x", value);
    if (name == "phone" || name == "handle")
        return std::to_string(value & (abi::kMaxHandles - 1)); // without the count of reuses
    if (value >= 0xffff0000u)
        return std::to_string(int32_t(value));
    return value < 100'000'000 ? std::to_string(value) : print("0x%x", value);
}

/// The kernel's methods keep some words free; unused ones tell nothing.
bool is_free(const Field& field) {
    return !field.is_placed && (field.name == "-" || (field.name.size() == 2 && field.name[0] == 'a'));
}

std::string value_text(const Field& field, uint32_t number, const InterfaceTable& names) {
    const std::string named = name_of_number(field, number);
    if (!named.empty())
        return named;
    return field.is_signed ? std::to_string(int32_t(number)) : value_text(field.name, number, names);
}

/// The fields, and the words without any that are not 0.
std::vector<NamedWord> named(const Words& words, const std::vector<Field>* fields,
                             const InterfaceTable& names) {
    std::vector<NamedWord> result;
    std::array<bool, std::tuple_size_v<Words>> described{};
    if (fields)
        for (const Field& field : *fields) {
            described[field.word - 1u] = true;
            const uint32_t number = number_in(field, words);
            if (number != 0 || !is_free(field))
                result.push_back({field.name, value_text(field, number, names)});
        }
    for (size_t i = 0; i < words.size(); ++i)
        if (!described[i] && words[i] != 0) {
            const std::string name = "a" + std::to_string(i + 1);
            result.push_back({name, value_text(name, words[i], names)});
        }
    return result;
}

std::string full_name(uint32_t interface, uint32_t method, const InterfaceTable& names) {
    std::string prefix = names.interface_name(interface);
    std::string name = names.method_name(interface, method);
    return prefix.empty() || InterfaceTable::is_system_method(method) ? name : prefix + "." + name;
}

} // namespace

std::string count_text(uint64_t count) {
    if (count < 10'000)
        return std::to_string(count);
    if (count < 1'000'000)
        return print("%.1f k", double(count) / 1e3);
    return print("%.1f M", double(count) / 1e6);
}

std::string bytes_text(uint64_t bytes) {
    if (bytes < 1024)
        return print("%u B", unsigned(bytes));
    if (bytes < 1024 * 1024)
        return print(bytes < 10 * 1024 ? "%.1f KiB" : "%.0f KiB", double(bytes) / 1024);
    return print("%.1f MiB", double(bytes) / (1024 * 1024));
}

std::string time_text(uint64_t microseconds) {
    return print("%.6f", double(microseconds) / 1e6);
}

uint32_t steps_taken(const Call& call) {
    return call.end().seen() ? call.end().step - call.sent.step : 0;
}

std::string duration_text(const Call& call) {
    if (!call.end().seen() || call.state == CallState::notification)
        return "";
    uint64_t time = call.end().time - call.sent.time;
    if (time == 0)
        return print(steps_taken(call) == 1 ? "%u step" : "%u steps", steps_taken(call));
    if (time < 1'000)
        return print("%u \xc2\xb5s", unsigned(time));
    if (time < 1'000'000)
        return print("%.1f ms", double(time) / 1e3);
    return print("%.2f s", double(time) / 1e6);
}

std::string method_text(const Call& call, const InterfaceTable& names) {
    if (call.state == CallState::notification)
        return "notification " + std::to_string(call.method);
    return full_name(call.interface, call.method, names);
}

std::string method_text(const Hop& hop, const InterfaceTable& names) {
    return full_name(hop.interface, hop.method, names);
}

std::vector<NamedWord> argument_words(const Call& call, const InterfaceTable& names) {
    const MethodName* method = names.method(call.interface, call.method);
    return named(call.words, method ? &method->arguments : nullptr, names);
}

std::vector<NamedWord> result_words(const Call& call, const InterfaceTable& names) {
    const MethodName* method = names.method(call.interface, call.method);
    if (!call.has_answer() || call.error != 0)
        return {};
    return named(call.results, method ? &method->results : nullptr, names);
}

std::string joined(const std::vector<NamedWord>& words) {
    std::string text;
    for (const NamedWord& word : words)
        text += (text.empty() ? "" : " ") + word.name + "=" + word.value;
    return text;
}

std::string answer_text(const Call& call, const InterfaceTable& names) {
    switch (call.state) {
    case CallState::notification:
        return "";
    case CallState::sent:
        return "queued";
    case CallState::delivered:
        return "in service";
    case CallState::forgotten:
        return "forgotten";
    case CallState::lost:
        return "not seen";
    case CallState::refused:
        return "refused: " + error_name(call.error);
    case CallState::answered:
    case CallState::returned:
        break;
    }
    std::string results = joined(result_words(call, names));
    return error_name(call.error) + (results.empty() ? "" : " " + results);
}

std::string route_text(const Call& call, const TaskTable& tasks, const char* arrow) {
    std::string text = tasks.name(call.sender) + arrow;
    text += call.method == kUnknownMethod ? "?" : tasks.name(call.receiver);
    for (const Hop& hop : call.hops)
        text += arrow + tasks.name(hop.to);
    return text;
}

std::vector<uint32_t> route_stops(const Call& call, size_t limit) {
    std::vector<uint32_t> stops{call.sender};
    if (call.method != kUnknownMethod)
        stops.push_back(call.receiver);
    for (const Hop& hop : call.hops)
        stops.push_back(hop.to);
    if (stops.size() > limit) {
        stops.erase(stops.begin() + std::ptrdiff_t(limit) - 2, stops.end() - 1);
        stops.insert(stops.end() - 1, kSkipped);
    }
    return stops;
}

std::string badges(const Call& call) {
    std::string letters;
    if (call.forwarded())
        letters += 'F';
    if (call.failed())
        letters += 'E';
    if (call.state == CallState::notification)
        letters += 'N';
    if (call.automatic)
        letters += 'A';
    if (call.bytes + call.shared_bytes > 0)
        letters += 'D';
    return letters;
}

std::string spoken(const Call& call, const TaskTable& tasks, const InterfaceTable& names) {
    std::string text = route_text(call, tasks, " to ") + ", " + method_text(call, names);
    if (std::string arguments = joined(argument_words(call, names)); !arguments.empty())
        text += ", " + arguments;
    if (std::string answer = answer_text(call, names); !answer.empty())
        text += ", " + answer;
    return text;
}

} // namespace inspector
