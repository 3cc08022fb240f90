// SPDX-License-Identifier: MIT
// <name>_server.hpp and <name>_server.cpp: an abstract class an interface, and what calls it.
#include "fibrils/idl/cpp_files.hpp"
#include "fibrils/idl/cpp_method.hpp"
#include "fibrils/idl/cpp_names.hpp"
#include "fibrils/idl/cpp_tables.hpp"

#include <set>

namespace idl {

using Kind = Attachment::Kind;

namespace {

bool is_post(const CppMethod& method) {
    return method.method.kind == Method::Class::post || method.method.kind == Method::Class::event;
}

bool is_forward(const CppMethod& method) {
    return method.method.kind == Method::Class::forward;
}

std::string target_client(const CppMethod& method) {
    const Interface& target = *method.method.forwards_to->interface;
    return target.name_space + "::" + camel(target.name.text) + "Client";
}

std::string result_of(const CppMethod& method) {
    if (is_post(method) || method.method.parks)
        return "void";
    if (is_forward(method))
        return "async::Result<" + target_client(method) + "*>";
    return "async::Result<" + method.answer + ">";
}

std::string class_name(const Interface& interface, bool events) {
    return camel(interface.name.text) + (events ? "EventReceiver" : "Server");
}

std::string start_state(const Interface& interface) {
    for (const State& state : interface.states)
        if (state.is_start)
            return camel(interface.name.text) + "State::" + state.name.text;
    return "";
}

std::string class_declaration(const Interface& interface, bool events) {
    const std::string name = class_name(interface, events);
    const std::string start = events ? "" : start_state(interface);
    std::string text =
        comment(interface.documentation, "") + "class " + name + " {\n  public:\n    virtual ~" + name +
        "() = default;\n    /// Takes the calls of one connection until the client hangs up; `opening` is "
        "accepted if there is one.\n    void serve(async::Connection& connection, async::Call opening" +
        (start.empty() ? "" : ", " + camel(interface.name.text) + "State state = " + start) +
        ");\n\n  protected:\n";
    for (const CppMethod& method : methods_of(interface, events))
        text += comment(method.method.documentation, "    ") + "    virtual " + result_of(method) + " " +
                method.method.name.text + "(" + parameters(method, true) + ") = 0;\n";
    return text + "\n  private:\n    struct Handlers;\n};\n\n";
}

// --- handlers

std::string refuse(const std::string& error) {
    return "return async::refuse(call_, " + error + ");\n";
}

std::string check_value(const Slot& slot, const std::string& path) {
    if (slot.type.kind != Type::Kind::enumeration)
        return "";
    const Enumeration& declared = *slot.type.enumeration;
    if (!declared.is_flags)
        return "        if (!is_valid(" + path + "))\n            " + refuse("async::Error::invalid");
    return "        if ((" + path + " & ~" + declared.name_space + "::kAll" + declared.name.text +
           "Flags) != 0)\n            " + refuse("async::Error::invalid");
}

std::string unpack(const CppMethod& method) {
    std::string text;
    const std::string& name_space = method.interface.name_space;
    for (const Field& field : method.method.fields)
        text += "        " + cpp_type(field, name_space) + " " + field.name.text + "{};\n";
    for (const Slot& slot : method.method.request)
        text += "        " + slot.path + " = async::get<" + cpp_type(slot.type, name_space) + ">(words_, " +
                std::to_string(slot.word) + ", " + std::to_string(slot.shift) + ", " +
                std::to_string(slot.bits) + ");\n" + check_value(slot, slot.path);
    return text;
}

std::string with_condition(const std::string& condition, const std::string& body) {
    if (condition.empty())
        return body;
    std::string indented;
    for (size_t begin = 0; begin < body.size();) {
        const size_t end = body.find('\n', begin);
        indented += "    " + body.substr(begin, end - begin) + "\n";
        begin = end + 1;
    }
    return "        if (" + condition + ") {\n" + indented + "        }\n";
}

std::string check_error(const std::string& expression) {
    return "        if (const async::Error error_ = " + expression +
           "; error_ != async::Error::ok)\n            " + refuse("error_");
}

std::string receive_bytes(const Attachment& attachment) {
    const std::string part = attachment.name.text + "_part";
    const bool is_text = attachment.kind == Kind::text;
    const std::string limits = literal(attachment.least) + ", " + literal(attachment.most) +
                               (is_text ? ")" : ", async::Error::overflow)");
    const std::string from_message = check_error(part + (is_text ? ".receive_text(" : ".receive(") + limits);
    const std::string declaration = "        async::Received " + part + ";\n";
    if (!attachment.is_inline)
        return declaration + with_condition(condition(attachment), from_message);
    const Slot& slot = attachment.size_slot;
    const std::string size = attachment.name.text + "_size";
    const std::string from_words =
        check_error(part + (is_text ? ".receive_inline_text(words_, " : ".receive_inline(words_, ") +
                    std::to_string(attachment.first_word) + ", " + size + ", " + limits);
    std::string body = "        const auto " + size + " = async::get<uint8_t>(words_, " +
                       std::to_string(slot.word) + ", " + std::to_string(slot.shift) + ", " +
                       std::to_string(slot.bits) + ");\n";
    if (attachment.never_message)
        body += from_words;
    else
        body += with_condition(size + " != async::kInMessage", from_words) +
                with_condition(size + " == async::kInMessage", from_message);
    return declaration + with_condition(condition(attachment), body);
}

/// `nothing`: what there is when the condition does not hold.
std::string receive_checked(const Attachment& attachment, std::string call, const std::string& nothing) {
    const std::string part = attachment.name.text + "_part";
    const std::string when = condition(attachment);
    if (!when.empty())
        call = when + " ? " + call + " : " + nothing;
    return "        auto " + part + " = " + call + ";\n        if (!" + part + ".ok())\n            " +
           refuse(part + ".error()");
}

/// A value that does nothing, as the result of a function that receives it.
std::string result_of(const std::string& type, const std::string& value) {
    return "async::Result<" + type + ">(" + value + ")";
}

std::string receive(const CppMethod& method, const Attachment& attachment) {
    const std::string& name = attachment.name.text;
    if (is_bytes(attachment) && attachment.is_in && !attachment.is_streamed)
        return receive_bytes(attachment);
    switch (attachment.kind) {
    case Kind::data:
    case Kind::text:
    case Kind::array:
        return std::string("        async::") + (attachment.is_in ? "InData " : "OutData ") + name +
               "_part;\n" + with_condition(condition(attachment), check_error(name + "_part.accept()"));
    case Kind::share:
        return receive_checked(attachment,
                               attachment.is_in ? "async::share_out_receive()" : "async::share_in_receive()",
                               result_of("async::Share", "async::Share{}"));
    case Kind::ping:
        return receive_checked(attachment, "async::Question::receive()",
                               result_of("async::Question", "async::Question(async::Call{})"));
    case Kind::callback:
        return receive_checked(attachment, "async::callback_receive()",
                               result_of("abi::Handle", "abi::kNoHandle"));
    case Kind::handle:
        return "        async::ReceivedHandles " + name + "_part;\n" +
               with_condition(condition(attachment), check_error(name + "_part.receive(1)"));
    case Kind::handles: {
        const std::string limit = "        if (" + attachment.count.text + " > " +
                                  literal(attachment.most_handles) + ")\n            " +
                                  refuse("async::Error::limit");
        return with_condition(condition(attachment), limit) + "        async::ReceivedHandles " + name +
               "_part;\n" +
               with_condition(condition(attachment),
                              check_error(name + "_part.receive(" + attachment.count.text + ")"));
    }
    }
    return "";
}

std::string pass(const CppMethod& method, const Attachment& attachment) {
    const std::string part = attachment.name.text + "_part";
    if (is_bytes(attachment) && attachment.is_in && !attachment.is_streamed) {
        if (attachment.kind == Kind::data)
            return part + ".bytes()";
        if (attachment.kind == Kind::text)
            return part + ".text()";
        const Structure& record = *attachment.record_type;
        return part + ".records<" + record.name_space + "::" + record.name.text + ">()";
    }
    switch (attachment.kind) {
    case Kind::handle:
        return part + ".release_one()";
    case Kind::handles:
        return part + ".release()";
    case Kind::callback:
        return caller_type(method.interface, *attachment.callback) + "(*" + part + ")";
    case Kind::data:
    case Kind::text:
    case Kind::array:
        return part;
    default:
        return "*" + part;
    }
}

/// Texts and arrays that the handler returned go to the client before the call is answered.
std::string give_parts(const CppMethod& method) {
    std::string text;
    for (const AnswerPart& part : method.parts) {
        if (!part.attachment)
            continue;
        std::string value = method.is_struct ? "result_->" + part.name : "result_.value()";
        std::string size = value + ".size()";
        if (part.attachment->kind == Kind::array)
            size += " * sizeof(" + value + "[0])";
        const bool is_optional = part.attachment->test != Attachment::Test::always;
        const std::string when = is_optional ? " && " + part.name + "_part.pending()" : "";
        text += "        if (result_.ok()" + when + ")\n            (void)" + part.name + "_part.give(" +
                value + ".data(), " + size + ");\n";
    }
    return text;
}

std::string settle(const CppMethod& method, const std::string& error) {
    std::string text;
    for (const Attachment& attachment : method.method.attachments) {
        const bool is_stream = is_bytes(attachment) && (!attachment.is_in || attachment.is_streamed);
        if (is_stream)
            text += "        " + attachment.name.text + "_part.settle(" + error + ");\n";
        if (attachment.kind == Kind::ping)
            text += "        " + attachment.name.text + "_part->settle(" + error + ");\n";
        if (attachment.kind == Kind::share)
            text += "        async::settle(*" + attachment.name.text + "_part, " + error + ");\n";
    }
    return text;
}

bool is_out_part(const Attachment& attachment) {
    return !attachment.is_in && !attachment.is_streamed &&
           (attachment.kind == Kind::text || attachment.kind == Kind::array);
}

std::string arguments(const CppMethod& method) {
    std::string list = "context_";
    for (const Field& field : method.method.fields)
        list += ", " + field.name.text;
    for (const Attachment& attachment : method.method.attachments)
        if (!is_out_part(attachment) && !is_left_to_handler(method.method, attachment))
            list += ", " + pass(method, attachment);
    if (method.method.parks)
        list += ", async::AnswerRight<" + method.answer + ">(std::move(call_))";
    return list;
}

/// A single text or array has no words.
bool has_words(const CppMethod& method) {
    return method.is_struct || (!method.parts.empty() && method.parts[0].field);
}

std::string finish(const CppMethod& method) {
    if (is_forward(method))
        return "        if (!result_.ok())\n            " + refuse("result_.error()") +
               "        return call_.forward((*result_)->phone(), uint64_t(" +
               method.method.forwards_to->interface->name_space +
               "::" + camel(method.method.forwards_to->interface->name.text) +
               "Method::" + method.method.forwards_to->method->name.text +
               "), call_.argument(1), call_.argument(2), call_.argument(3));\n";
    std::string text = give_parts(method) + settle(method, "result_.error()");
    if (has_words(method) || method.parts.empty())
        return text + "        return async::answer(call_, result_);\n";
    return text + "        return async::refuse(call_, result_.error());\n";
}

std::string handler(const CppMethod& method, const std::string& name) {
    std::string text = "    static async::Error " + method.method.name.text +
                       "(void* server, async::Context& context_, async::Call& call_) {\n        auto& self_ "
                       "= *static_cast<" +
                       name + "*>(server);\n";
    bool uses_words = !method.method.request.empty();
    for (const Attachment& attachment : method.method.attachments)
        uses_words |= attachment.is_inline;
    if (uses_words)
        text += "        const async::Arguments words_ = call_.arguments();\n";
    text += unpack(method);
    for (const Attachment& attachment : method.method.attachments)
        if (!is_left_to_handler(method.method, attachment))
            text += receive(method, attachment);
    const std::string called = "self_." + method.method.name.text + "(" + arguments(method) + ")";
    if (is_post(method))
        text += "        call_.answer(async::Error::ok);\n        " + called + ";\n" +
                settle(method, "async::Error::ok") + "        return async::Error::ok;\n";
    else if (method.method.parks)
        text += "        " + called + ";\n        return async::Error::ok;\n";
    else
        text += "        auto result_ = " + called + ";\n" + finish(method);
    return text + "    }\n";
}

std::string class_definition(const Interface& interface, bool events) {
    const std::string name = class_name(interface, events);
    const auto methods = methods_of(interface, events);
    uint64_t last = 0;
    std::string text = "struct " + name + "::Handlers {\n";
    for (const CppMethod& method : methods) {
        text += handler(method, name) + "\n";
        last = std::max(last, method.method.ordinal.value);
    }
    text += methods.empty() ? "" : handler_table(methods, last);
    const bool has_states = !interface.states.empty() && !events && !methods.empty();
    const std::string transitions = has_states ? transition_table(interface) : "";
    if (has_states)
        text += allowed_table(interface, last) + transitions;
    text +=
        "};\n\nvoid " + name + "::serve(async::Connection& connection, async::Call opening" +
        (start_state(interface).empty() || events ? "" : ", " + camel(interface.name.text) + "State state") +
        ") {\n" + (events ? "" : connect_check(interface) + connect_states(interface)) +
        "    static constexpr async::DispatchTable kTable{" +
        (methods.empty() ? "{}" : "Handlers::kHandlers") + ", " + (has_states ? "Handlers::kAllowed" : "{}") +
        ", " + (transitions.empty() ? "{}" : "Handlers::kTransitions") +
        "};\n    async::dispatch(kTable, this, connection, std::move(opening), " +
        (has_states ? "uint8_t(state)" : "0") + ");\n}\n\n";
    return text;
}

/// Files whose clients the servers of this one get: callbacks and targets of forwards.
std::set<std::string> client_includes(const Program& program) {
    std::set<std::string> files;
    for (const auto& interface : program.units[0]->interfaces)
        for (const Method& method : interface->methods) {
            if (method.forwards_to)
                files.insert(unit_of(program, *method.forwards_to->interface).path);
            for (const Attachment& attachment : method.attachments)
                if (attachment.callback)
                    files.insert(unit_of(program, *attachment.callback).path);
        }
    return files;
}

} // namespace

const Unit& unit_of(const Program& program, const Interface& interface) {
    for (const auto& unit : program.units)
        for (const auto& candidate : unit->interfaces)
            if (candidate.get() == &interface)
                return *unit;
    return *program.units[0];
}

std::string server_header(const Program& program) {
    const Unit& unit = *program.units[0];
    std::string text = preamble(program) + "#pragma once\n\n" + include("fibrils/async/answer_right.hpp") +
                       include("fibrils/async/attachment.hpp") + include("fibrils/async/context.hpp") +
                       include_of(unit.path, "types");
    for (const std::string& path : client_includes(program))
        text += include_of(path, "client");
    text += "\n#include <span>\n#include <string_view>\n#include <vector>\n\nnamespace " +
            unit.name_space.text + " {\n\n";
    for (const auto& interface : unit.interfaces)
        for (const bool events : {false, true})
            if (!methods_of(*interface, events).empty())
                text += class_declaration(*interface, events);
    return text + "} // namespace " + unit.name_space.text + "\n";
}

std::string server_source(const Program& program) {
    const Unit& unit = *program.units[0];
    std::string text = preamble(program) + include_of(unit.path, "server") + "\n" +
                       include("fibrils/async/dispatch.hpp") + "\n#include <utility>\n\nnamespace " +
                       unit.name_space.text + " {\n\n";
    for (const auto& interface : unit.interfaces)
        for (const bool events : {false, true})
            if (!methods_of(*interface, events).empty())
                text += class_definition(*interface, events);
    return text + "} // namespace " + unit.name_space.text + "\n";
}

} // namespace idl
