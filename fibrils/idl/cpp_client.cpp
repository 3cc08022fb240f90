// SPDX-License-Identifier: MIT
// <name>_client.hpp and <name>_client.cpp: one class an interface, which is a session.
#include "fibrils/idl/cpp_direct.hpp"
#include "fibrils/idl/cpp_files.hpp"
#include "fibrils/idl/cpp_method.hpp"
#include "fibrils/idl/cpp_names.hpp"

namespace idl {

using Kind = Attachment::Kind;

namespace {

/// The bytes that a client's out attachment leaves in its buffer are the result if there is no other.
const Attachment* counted_out(const CppMethod& method) {
    if (!method.parts.empty())
        return nullptr;
    for (const Attachment& attachment : method.method.attachments)
        if (!attachment.is_in && is_bytes(attachment))
            return &attachment;
    return nullptr;
}

std::string client_answer(const CppMethod& method) {
    return counted_out(method) ? "size_t" : method.answer;
}

/// Those that may be passed on: the only streamed one.
const Attachment* streamed(const CppMethod& method) {
    const Attachment* found = nullptr;
    for (const Attachment& attachment : method.method.attachments) {
        if (attachment.kind == Kind::callback || (found && is_bytes(attachment) && attachment.is_streamed))
            return nullptr;
        if (is_bytes(attachment) && attachment.is_streamed)
            found = &attachment;
    }
    return found;
}

std::string passing_parameters(const CppMethod& method) {
    const Attachment& passed = *streamed(method);
    std::string list;
    for (const Field& field : method.method.fields) {
        const std::string type = cpp_type(field, method.interface.name_space);
        list += (field.type.kind == Type::Kind::structure ? "const " + type + "& " : type + " ") +
                field.name.text + ", ";
    }
    return list + (passed.is_in ? "async::InData& " : "async::OutData& ") + passed.name.text;
}

bool can_pass(const CppMethod& method) {
    return streamed(method) != nullptr && method.method.attachments.size() == 1;
}

std::string arguments(const CppMethod& method) {
    std::string list;
    const std::string all = parameters(method, false);
    // The last word of each parameter.
    int depth = 0;
    std::string word;
    for (const char letter : all + ",") {
        depth += letter == '<' ? 1 : letter == '>' ? -1 : 0;
        if (letter == ',' && depth == 0) {
            list += (list.empty() || word.empty() ? "" : ", ") + word;
            word.clear();
        } else if (letter == ' ' || letter == '&' || letter == '*') {
            word.clear();
        } else {
            word += letter;
        }
    }
    return list;
}

std::string declarations(const CppMethod& method) {
    const std::string& name = method.method.name.text;
    const std::string doc = comment(method.method.documentation, "    ");
    const std::string answer = client_answer(method);
    const std::string list = parameters(method, false);
    std::string text = doc;
    if (method.method.kind == Method::Class::post || method.method.kind == Method::Class::event)
        return text + "    void " + name + "(" + list + ");\n";
    text += "    async::Result<" + answer + "> " + name + "(" + list + ");\n";
    if (!method.own_buffers)
        text += "    async::Future<" + answer + "> send_" + name + "(" + list + ");\n";
    if (can_pass(method))
        text +=
            "    /// The same with a data call that this task serves: its bytes go straight to the server.\n"
            "    async::Result<" +
            answer + "> pass_" + name + "(" + passing_parameters(method) + ");\n";
    return text;
}

std::string connects(const Interface& interface) {
    std::string text;
    for (const Connect& connect : interface.connects) {
        if (!connect.number)
            continue;
        const bool has_field = !connect.fields.empty();
        const std::string field = has_field ? connect.fields[0].name.text : "";
        text += comment(connect.documentation, "    ") + "    async::Result<abi::Handle> connect_" +
                connect.name.text + "(" + (has_field ? "uint64_t " + field : "") +
                ") {\n        return async::connect_me_to(phone(), kInterface, " +
                literal(connect.number->value) + (has_field ? ", " + field : "") + ");\n    }\n";
    }
    return text;
}

bool has_events(const Interface& interface) {
    return !methods_of(interface, true).empty();
}

std::string class_declaration(const Interface& interface, bool events) {
    const std::string name = camel(interface.name.text) + (events ? "EventSender" : "Client");
    const std::string style = interface.is_cloned && !events ? "parallel" : "atomic";
    std::string text =
        comment(interface.documentation, "") + "class " + name +
        " : public async::Session {\n  public:\n    static constexpr abi::InterfaceId kInterface = k" +
        camel(interface.name.text) + "Interface;\n    " + name +
        "() = default;\n    /// Takes over the phone; a2 and a3 are what it was connected with.\n    "
        "explicit " +
        name +
        "(abi::Handle phone, uint64_t a2 = 0, uint64_t a3 = 0)\n        : async::Session(phone, "
        "async::Style::" +
        style + ", kInterface, a2, a3) {}\n\n";
    if (!events)
        text += connects(interface);
    for (const CppMethod& method : methods_of(interface, events))
        text += declarations(method);
    std::string hidden;
    for (const CppMethod& method : methods_of(interface, events))
        if (!is_direct(method) || !method.own_buffers)
            hidden +=
                "    async::Operation begin_" + method.method.name.text + "(" + parameters(method, false) +
                (method.own_buffers
                     ? std::string(parameters(method, false).empty() ? "" : ", ") + method.answer + "& value_"
                     : "") +
                ");\n";
    return text + "\n  private:\n" + hidden + "};\n\n";
}

// --- definitions

std::string inline_words(const Attachment& attachment) {
    const std::string& name = attachment.name.text;
    const Slot& slot = attachment.size_slot;
    const std::string put = "async::put(words_, " + std::to_string(slot.word) + ", " +
                            std::to_string(slot.shift) + ", " + std::to_string(slot.bits) + ", ";
    const std::string bytes = "async::put_bytes(words_, " + std::to_string(attachment.first_word) + ", " +
                              name + ".data(), " + name + ".size());\n";
    const std::string when = condition(attachment);
    std::string fits = name + ".size() <= " + std::to_string(attachment.word_count * 8);
    fits = when.empty() ? fits : when + " && " + fits;
    return "    const bool " + name + "_inline = " + fits + ";\n    " + put + name + "_inline ? uint8_t(" +
           name + ".size()) : async::kInMessage);\n    if (" + name + "_inline)\n        " + bytes;
}

/// `keeps_place`: behind it comes data whose place among the transfers must not change.
std::string follow(const Attachment& attachment, bool own_buffer, bool keeps_place) {
    const std::string& name = attachment.name.text;
    const std::string where = own_buffer ? "value_of_" + name : name;
    const std::string bytes = where + ".data(), " + where + ".size()";
    std::string step;
    switch (attachment.kind) {
    case Kind::data:
    case Kind::text:
        step = attachment.is_in ? "operation_.give(" + bytes + ");" : "operation_.take(" + bytes + ");";
        break;
    case Kind::array: {
        const std::string size = where + ".data(), " + where + ".size() * sizeof(" + where + "[0])";
        step = (attachment.is_in ? "operation_.give(" : "operation_.take(") + size + ");";
        break;
    }
    case Kind::share:
        step = attachment.is_in ? "operation_.offer_area(" + name + ", " + name + "_flags);"
                                : "operation_.ask_area(" + name + ", " + name + "_size);";
        break;
    case Kind::handle:
        step = "operation_.move(" + name + ");";
        break;
    case Kind::handles:
        step = "for (const abi::Handle handle : " + name + ")\n        operation_.move(handle);";
        break;
    case Kind::callback:
        step = "operation_.call_back(" + attachment.callback->name_space + "::k" +
               camel(attachment.callback->name.text) + "Interface, " + name + ", " + name + "_data);";
        break;
    case Kind::ping:
        step = "operation_.ask();";
        break;
    }
    std::string when = condition(attachment);
    if (attachment.is_inline)
        when = (when.empty() ? "" : when + " && ") + "!" + name + "_inline";
    if (attachment.never_message)
        return "";
    const std::string otherwise =
        is_bytes(attachment) && keeps_place ? " else {\n        operation_.skip();\n    }\n" : "\n";
    return when.empty() ? "    " + step + "\n"
                        : "    if (" + when + ") {\n        " + step + "\n    }" + otherwise;
}

/// Does the client want to know how much came of an attachment behind this one?
bool has_out_behind(const Method& method, const Attachment& attachment) {
    for (const Attachment& other : method.attachments)
        if (&other > &attachment && !other.is_in && is_bytes(other))
            return true;
    return false;
}

std::string begin(const CppMethod& method, const std::string& name) {
    if (is_direct(method) && method.own_buffers)
        return "";
    const std::string list = parameters(method, false);
    std::string text =
        "async::Operation " + name + "::begin_" + method.method.name.text + "(" + list +
        (method.own_buffers ? std::string(list.empty() ? "" : ", ") + method.answer + "& value_" : "") +
        ") {\n";
    const std::string checks = size_checks(method);
    const std::string open =
        "async::Operation(*this, " + method_number(method.interface, method.method) + ", words_)";
    text += checks + "    async::Arguments words_{};\n" + put_slots(method.method.request, "    ");
    std::string following;
    for (const Attachment& attachment : method.method.attachments) {
        if (attachment.is_inline)
            text += inline_words(attachment);
        const AnswerPart* part = nullptr;
        for (const AnswerPart& candidate : method.parts)
            if (candidate.attachment == &attachment)
                part = &candidate;
        if (part)
            text += buffer(method, *part);
        following += follow(attachment, part != nullptr, has_out_behind(method.method, attachment));
    }
    if (checks.empty())
        text += "    async::Operation operation_(*this, " + method_number(method.interface, method.method) +
                ", words_);\n";
    else
        text +=
            "    async::Operation operation_ = refused_ == async::Error::ok\n                              "
            "       ? " +
            open + "\n                                     : async::Operation(refused_);\n";
    return text + following + "    return operation_;\n}\n\n";
}

std::string get_slots(const CppMethod& method, const std::string& words) {
    std::string text;
    for (const Slot& slot : method.method.answer) {
        const std::string path = method.is_struct ? "value_." + slot.path : rooted(slot.path, "value_");
        text += "    " + path + " = async::get<" + cpp_type(slot.type, method.interface.name_space) + ">(" +
                words + ", " + std::to_string(slot.word) + ", " + std::to_string(slot.shift) + ", " +
                std::to_string(slot.bits) + ");\n";
        if (slot.type.kind == Type::Kind::enumeration && !slot.type.enumeration->is_flags)
            text += "    if (!is_valid(" + path + "))\n        return async::Error::protocol;\n";
    }
    return text;
}

std::string decode(const CppMethod& method) {
    const std::string answer = client_answer(method);
    std::string text = "async::Result<" + answer + "> decode_" + method.interface.name.text + "_" +
                       method.method.name.text + "(const async::Operation::Outcome& outcome_) {\n";
    if (answer == "void")
        return text + "    return outcome_.error;\n}\n\n";
    text += "    if (outcome_.error != async::Error::ok)\n        return outcome_.error;\n";
    if (counted_out(method)) {
        int transfer = 0;
        for (const Attachment& attachment : method.method.attachments) {
            if (&attachment == counted_out(method))
                break;
            transfer += is_bytes(attachment) && !attachment.never_message;
        }
        return text + "    return outcome_.moved[" + std::to_string(transfer) + "];\n}\n\n";
    }
    return text + "    " + answer + " value_{};\n" + get_slots(method, "outcome_.words") +
           "    return value_;\n}\n\n";
}

std::string own_buffer_body(const CppMethod& method) {
    std::string text = "    " + method.answer + " value_{};\n";
    if (is_direct(method))
        text += before_direct(method, "return refused_;") +
                "    const auto outcome_ = " + direct_call(method) + ";\n";
    else
        text += "    const auto outcome_ = begin_" + method.method.name.text + "(" + arguments(method) +
                (arguments(method).empty() ? "" : ", ") + "value_).wait();\n";
    text += std::string("    if (outcome_.error != async::Error::ok)\n        return outcome_.error;\n");
    int transfer = 0;
    for (const Attachment& attachment : method.method.attachments) {
        for (const AnswerPart& part : method.parts)
            if (part.attachment == &attachment)
                text += "    " + method.value(part) + ".resize(outcome_.moved[" + std::to_string(transfer) +
                        "]" +
                        (attachment.kind == Kind::array ? " / sizeof(" + method.value(part) + "[0])" : "") +
                        ");\n";
        transfer += is_bytes(attachment) && !attachment.never_message;
    }
    return text + get_slots(method, "outcome_.words") + "    return value_;\n";
}

std::string passing(const CppMethod& method, const std::string& name) {
    const std::string answer = client_answer(method);
    const std::string decoded = "decode_" + method.interface.name.text + "_" + method.method.name.text;
    return "async::Result<" + answer + "> " + name + "::pass_" + method.method.name.text + "(" +
           passing_parameters(method) + ") {\n    async::Arguments words_{};\n" +
           put_slots(method.method.request, "    ") + "    async::Operation operation_(*this, " +
           method_number(method.interface, method.method) + ", words_);\n    operation_.pass(" +
           streamed(method)->name.text + ".call());\n    return " + decoded + "(operation_.wait());\n}\n\n";
}

std::string definitions(const CppMethod& method, const std::string& name) {
    const std::string& own = method.method.name.text;
    const std::string answer = client_answer(method);
    const std::string list = parameters(method, false);
    const std::string begun = "begin_" + own + "(" + arguments(method) + ")";
    if (method.method.kind == Method::Class::post || method.method.kind == Method::Class::event) {
        bool follows = false;
        for (const Attachment& attachment : method.method.attachments)
            follows |= !attachment.never_message;
        if (is_direct(method))
            return "void " + name + "::" + own + "(" + list + ") {\n" + before_direct(method, "return;") +
                   "    (void)" + direct_call(method) + ";\n}\n\n";
        return "void " + name + "::" + own + "(" + list + ") {\n    " + begun +
               (follows ? ".wait()" : ".forget()") + ";\n}\n\n";
    }
    const std::string decoded = "decode_" + method.interface.name.text + "_" + own;
    std::string text = "async::Result<" + answer + "> " + name + "::" + own + "(" + list + ") {\n";
    if (method.own_buffers)
        return text + own_buffer_body(method) + "}\n\n";
    if (method.method.attachments.empty())
        text += "    async::Arguments words_{};\n" + put_slots(method.method.request, "    ") +
                "    return " + decoded + "(async::call(*this, " +
                method_number(method.interface, method.method) + ", words_));\n}\n\n";
    else if (is_direct(method))
        text += before_direct(method, "return refused_;") + "    return " + decoded + "(" +
                direct_call(method) + ");\n}\n\n";
    else
        text += "    return " + decoded + "(" + begun + ".wait());\n}\n\n";
    text += "async::Future<" + answer + "> " + name + "::send_" + own + "(" + list + ") {\n    return {" +
            begun + ", " + decoded + "};\n}\n\n";
    return can_pass(method) ? text + passing(method, name) : text;
}

std::string class_definition(const Interface& interface, bool events) {
    const std::string name = camel(interface.name.text) + (events ? "EventSender" : "Client");
    std::string decodes;
    std::string text;
    for (const CppMethod& method : methods_of(interface, events)) {
        const bool is_call =
            method.method.kind == Method::Class::call || method.method.kind == Method::Class::forward;
        if (is_call && !method.own_buffers)
            decodes += decode(method);
        text += begin(method, name) + definitions(method, name);
    }
    return (decodes.empty() ? "" : "namespace {\n\n" + decodes + "} // namespace\n\n") + text;
}

} // namespace

std::string client_header(const Program& program) {
    const Unit& unit = *program.units[0];
    std::string text = preamble(program) + "#pragma once\n\n" + include("fibrils/async/attachment.hpp") +
                       include("fibrils/async/future.hpp") + include_of(unit.path, "types") +
                       "\n#include <span>\n#include <string_view>\n\nnamespace " + unit.name_space.text +
                       " {\n\n";
    for (const auto& interface : unit.interfaces) {
        text += class_declaration(*interface, false);
        if (has_events(*interface))
            text += class_declaration(*interface, true);
    }
    return text + "} // namespace " + unit.name_space.text + "\n";
}

std::string client_source(const Program& program) {
    const Unit& unit = *program.units[0];
    std::string text = preamble(program) + include_of(unit.path, "client") + "\nnamespace " +
                       unit.name_space.text + " {\n\n";
    for (const auto& interface : unit.interfaces) {
        text += class_definition(*interface, false);
        if (has_events(*interface))
            text += class_definition(*interface, true);
    }
    return text + "} // namespace " + unit.name_space.text + "\n";
}

} // namespace idl
