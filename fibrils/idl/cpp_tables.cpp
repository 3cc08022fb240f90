// SPDX-License-Identifier: MIT
#include "fibrils/idl/cpp_tables.hpp"

#include "fibrils/idl/cpp_names.hpp"

namespace idl {

std::string handler_table(const std::vector<CppMethod>& methods, uint64_t last) {
    std::string text = "    static constexpr async::Handler kHandlers[] = {";
    for (uint64_t ordinal = 0; ordinal <= last; ordinal++) {
        std::string entry = "nullptr";
        for (const CppMethod& method : methods)
            if (method.method.ordinal.value == ordinal)
                entry = method.method.name.text;
        text += (ordinal ? ", " : "") + entry;
    }
    return text + "};\n";
}

namespace {

size_t state_number(const Interface& interface, const std::string& name) {
    for (size_t i = 0; i < interface.states.size(); i++)
        if (interface.states[i].name.text == name)
            return i;
    return 0;
}

uint64_t ordinal_of(const Interface& interface, const std::string& name) {
    for (const Method& method : interface.methods)
        if (method.name.text == name)
            return method.ordinal.value;
    return 0;
}

} // namespace

std::string allowed_table(const Interface& interface, uint64_t last) {
    std::vector<uint32_t> bits(last + 1);
    for (size_t i = 0; i < interface.states.size(); i++)
        for (const Transition& transition : interface.states[i].transitions)
            bits[ordinal_of(interface, transition.method.text)] |= 1u << i;
    std::string text = "    static constexpr uint32_t kAllowed[] = {";
    for (size_t i = 0; i < bits.size(); i++)
        text += (i ? ", " : "") + std::to_string(bits[i]);
    return text + "};\n";
}

std::string transition_table(const Interface& interface) {
    std::string text;
    const auto add = [&](const Transition& transition, size_t from, const std::string& target,
                         const std::string& error) {
        if (!target.empty())
            text += "        {" + std::to_string(ordinal_of(interface, transition.method.text)) + ", " +
                    std::to_string(from) + ", " + std::to_string(state_number(interface, target)) +
                    ", async::Error::" + error + "},\n";
    };
    for (size_t from = 0; from < interface.states.size(); from++)
        for (const Transition& transition : interface.states[from].transitions) {
            add(transition, from, transition.target.text, "ok");
            for (const Transition::OnError& on_error : transition.errors)
                add(transition, from, on_error.target.text, on_error.error.text);
        }
    return text.empty() ? ""
                        : "    static constexpr async::Transition kTransitions[] = {\n" + text + "    };\n";
}

std::string connect_check(const Interface& interface) {
    std::string known;
    for (const Connect& connect : interface.connects) {
        if (!connect.number)
            return "";
        known += (known.empty() ? "" : " && ") + std::string("connection.argument2 != ") +
                 literal(connect.number->value);
    }
    if (known.empty())
        return "";
    return "    if (opening.pending() && " + known +
           ") {\n        opening.answer(async::Error::invalid);\n        return;\n    }\n";
}

std::string connect_states(const Interface& interface) {
    std::string other; // than all numbers
    for (const Connect& connect : interface.connects)
        if (connect.number)
            other += " && connection.argument2 != " + literal(connect.number->value);
    std::string text;
    for (const Connect& connect : interface.connects)
        if (!connect.state.text.empty())
            text +=
                "    if (opening.pending()" +
                (connect.number ? " && connection.argument2 == " + literal(connect.number->value) : other) +
                ")\n        state = " + camel(interface.name.text) + "State::" + connect.state.text + ";\n";
    return text;
}

} // namespace idl
