// SPDX-License-Identifier: MIT
#include "fibrils/idl/errors.hpp"
#include "fibrils/idl/json.hpp"
#include "fibrils/idl/wire_hash.hpp"

namespace idl {

namespace {

std::string hexadecimal(uint64_t number) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4)
        text += kDigits[number >> shift & 15];
    return text;
}

std::string full_name(const Interface& interface) {
    return interface.name_space + "." + interface.name.text;
}

std::string full_name(const Reference& reference) {
    if (!reference.interface)
        return reference.name.text;
    return full_name(*reference.interface) + (reference.method ? "." + reference.method->name.text : "");
}

void write_documentation(JsonWriter& json, const std::string& documentation) {
    if (!documentation.empty())
        json.member("documentation", documentation);
}

void write_errors(JsonWriter& json, const Method& method) {
    json.key("errors");
    json.begin('{', true);
    for (const Name& name : method.errors)
        json.member(name.text, int(find_error(name.text).value_or(abi::Error::ok)));
    json.end();
}

void write_calls(JsonWriter& json, const Method& method) {
    json.key("calls");
    json.begin('[', true);
    for (const Reference& called : method.calls)
        json.value(full_name(called));
    json.end();
    if (method.calls.empty())
        return;
    json.key("call_lines");
    json.begin('[', true);
    for (const Reference& called : method.calls)
        json.value(called.name.place.line);
    json.end();
}

void write_condition(JsonWriter& json, const Attachment& attachment) {
    static constexpr const char* kTests[] = {"", "set", "equal", "mask"};
    json.key("condition");
    json.begin('{', true);
    json.member("field", attachment.test_field.text);
    json.member("test", kTests[int(attachment.test)]);
    if (attachment.test != Attachment::Test::set)
        json.member("value", attachment.tested);
    json.end();
}

void write_inline(JsonWriter& json, const Attachment& attachment) {
    json.key("inline");
    json.begin('{', true);
    json.member("size_word", unsigned(attachment.size_slot.word));
    json.member("size_shift", unsigned(attachment.size_slot.shift));
    json.member("first_word", unsigned(attachment.first_word));
    json.member("words", unsigned(attachment.word_count));
    json.member("always", attachment.never_message);
    json.end();
}

void write_method(JsonWriter& json, const Method& method) {
    static constexpr const char* kClasses[] = {"call", "post", "event", "forward"};
    json.begin('{');
    json.member("number", method.number);
    json.member("ordinal", method.ordinal.value);
    json.member("class", kClasses[int(method.kind)]);
    json.member("name", method.name.text);
    json.member("line", method.name.place.line);
    json.member("arguments", word_names(method.request, method.attachments));
    json.member("results", word_names(method.answer, {}));
    write_documentation(json, method.documentation);
    write_slots(json, "request", method.request);
    write_slots(json, "answer", method.answer);
    json.key("attachments");
    json.begin('[', method.attachments.empty());
    for (const Attachment& attachment : method.attachments)
        write_attachment(json, attachment);
    json.end();
    write_errors(json, method);
    write_calls(json, method);
    if (method.forwards_to)
        json.member("forwards_to", full_name(*method.forwards_to));
    if (method.parks)
        json.member("parks", true);
    if (method.is_idempotent)
        json.member("idempotent", true);
    json.end();
}

void write_connect(JsonWriter& json, const Connect& connect) {
    json.begin('{');
    json.key("number");
    if (connect.number)
        json.value(connect.number->value);
    else
        json.none();
    json.member("name", connect.name.text);
    write_documentation(json, connect.documentation);
    write_slots(json, "request", connect.slots);
    if (!connect.state.text.empty())
        json.member("state", connect.state.text);
    json.end();
}

void write_state(JsonWriter& json, const State& state) {
    json.begin('{');
    json.member("name", state.name.text);
    json.member("start", state.is_start);
    write_documentation(json, state.documentation);
    json.key("transitions");
    json.begin('[', state.transitions.empty());
    for (const Transition& transition : state.transitions) {
        json.begin('{', true);
        json.member("method", transition.method.text);
        json.member("target", transition.target.text.empty() ? state.name.text : transition.target.text);
        json.key("errors");
        json.begin('{');
        for (const Transition::OnError& on : transition.errors)
            json.member(on.error.text, on.target.text);
        json.end();
        json.end();
    }
    json.end();
    json.end();
}

} // namespace

void write_attachment(JsonWriter& json, const Attachment& attachment) {
    static constexpr const char* kKinds[] = {"data",   "text",    "array",    "share",
                                             "handle", "handles", "callback", "ping"};
    json.begin('{', true);
    json.member("kind", kKinds[int(attachment.kind)]);
    json.member("direction", attachment.is_in ? "in" : "out");
    if (attachment.callback)
        json.member("interface", full_name(*attachment.callback));
    else
        json.member("name", attachment.name.text);
    write_documentation(json, attachment.documentation);
    if (attachment.most > 0) {
        json.member("least", attachment.least);
        json.member("most", attachment.most);
    }
    if (attachment.most_handles > 0)
        json.member("most", attachment.most_handles);
    if (attachment.record_type) {
        json.key("record");
        write_record(json, *attachment.record_type);
    }
    if (!attachment.count.text.empty())
        json.member("count", attachment.count.text);
    if (attachment.test != Attachment::Test::always)
        write_condition(json, attachment);
    if (attachment.is_inline)
        write_inline(json, attachment);
    if (attachment.is_streamed)
        json.member("streamed", true);
    if (attachment.passed_to)
        json.member("passed_to", full_name(*attachment.passed_to));
    json.end();
}

void write_interface(JsonWriter& json, const Interface& interface) {
    json.begin('{');
    json.member("id", interface.letters.text);
    json.member("name", interface.name.text);
    json.member("namespace", interface.name_space);
    json.member("version", interface.version.value);
    json.member("hash", hexadecimal(wire_hash(interface)));
    write_documentation(json, interface.documentation);
    json.member("cloned", interface.is_cloned);
    json.key("methods");
    json.begin('[', interface.methods.empty());
    for (const Method& method : interface.methods)
        write_method(json, method);
    json.end();
    json.key("retired");
    json.begin('[', true);
    for (const Expression& ordinal : interface.retired)
        json.value(ordinal.value);
    json.end();
    json.key("connects");
    json.begin('[', interface.connects.empty());
    for (const Connect& connect : interface.connects)
        write_connect(json, connect);
    json.end();
    json.key("states");
    json.begin('[', interface.states.empty());
    for (const State& state : interface.states)
        write_state(json, state);
    json.end();
    json.end();
}

} // namespace idl
