// SPDX-License-Identifier: MIT
#include "fibrils/idl/cpp_method.hpp"

#include "fibrils/idl/cpp_names.hpp"

namespace idl {

using Kind = Attachment::Kind;

bool is_bytes(const Attachment& attachment) {
    return attachment.kind == Kind::data || attachment.kind == Kind::text || attachment.kind == Kind::array;
}

bool is_left_to_handler(const Method& method, const Attachment& attachment) {
    return method.parks && is_bytes(attachment) && (attachment.is_streamed || !attachment.is_in);
}

const char* too_long(const Attachment& attachment) {
    return attachment.kind == Kind::text ? "async::Error::name_too_long" : "async::Error::overflow";
}

namespace {

std::string record_type(const Interface& interface, const Attachment& attachment) {
    const Structure& record = *attachment.record_type;
    return record.name_space == interface.name_space ? record.name.text
                                                     : record.name_space + "::" + record.name.text;
}

bool is_part(const Attachment& attachment) {
    return !attachment.is_in && !attachment.is_streamed &&
           (attachment.kind == Kind::text || attachment.kind == Kind::array);
}

/// Whether a value of this type alone tells how it lies in the words: it fills its C++ type.
bool is_plain(const AnswerPart& part) {
    if (!part.field)
        return true;
    const Type& type = part.field->type;
    if (type.kind == Type::Kind::structure)
        return !part.field->count;
    if (type.kind == Type::Kind::boolean)
        return !part.field->count;
    return type.bits == 8 || type.bits == 16 || type.bits == 32 || type.bits == 64;
}

} // namespace

CppMethod::CppMethod(const Interface& interface, const Method& method)
    : interface(interface), method(method) {
    for (const Field& field : method.results)
        parts.push_back({&field, nullptr, cpp_type(field, interface.name_space), field.name.text});
    for (const Attachment& attachment : method.attachments) {
        if (!is_part(attachment))
            continue;
        own_buffers = true;
        const std::string type = attachment.kind == Kind::text
                                     ? "std::string"
                                     : "std::vector<" + record_type(interface, attachment) + ">";
        parts.push_back({nullptr, &attachment, type, attachment.name.text});
    }
    is_struct = parts.size() > 1 || (parts.size() == 1 && !is_plain(parts[0]));
    answer = parts.empty() ? "void"
             : is_struct   ? camel(interface.name.text) + camel(method.name.text)
                           : parts[0].type;
}

std::string CppMethod::value(const AnswerPart& part) const {
    return is_struct ? "value_." + part.name : "value_";
}

std::string condition(const Attachment& attachment) {
    const std::string& field = attachment.test_field.text;
    switch (attachment.test) {
    case Attachment::Test::always:
        break;
    case Attachment::Test::set:
        return "uint64_t(" + field + ") != 0";
    case Attachment::Test::equal:
        return "uint64_t(" + field + ") == " + literal(attachment.tested);
    case Attachment::Test::mask:
        return "(uint64_t(" + field + ") & " + literal(attachment.tested) + ") != 0";
    }
    return "";
}

namespace {

std::string client_parameter(const Interface& interface, const Attachment& attachment) {
    const std::string& name = attachment.name.text;
    switch (attachment.kind) {
    case Kind::data:
        return (attachment.is_in ? "std::span<const uint8_t> " : "std::span<uint8_t> ") + name;
    case Kind::text:
        return (attachment.is_in ? "std::string_view " : "std::span<char> ") + name;
    case Kind::array:
        return "std::span<" + std::string(attachment.is_in ? "const " : "") +
               record_type(interface, attachment) + "> " + name;
    case Kind::share:
        return "void* " + name +
               (attachment.is_in ? ", uint64_t " + name + "_flags" : ", size_t " + name + "_size");
    case Kind::handle:
        return "abi::Handle " + name;
    case Kind::handles:
        return "std::span<const abi::Handle> " + name;
    case Kind::callback:
        return "async::ConnectionHandler " + name + ", void* " + name + "_data";
    case Kind::ping:
        break;
    }
    return "";
}

} // namespace

std::string caller_type(const Interface& user, const Interface& interface) {
    const bool sends_events = &user == &interface && !methods_of(interface, true).empty();
    const std::string name = camel(interface.name.text) + (sends_events ? "EventSender" : "Client");
    return user.name_space == interface.name_space ? name : interface.name_space + "::" + name;
}

namespace {

std::string server_parameter(const Interface& interface, const Attachment& attachment) {
    const std::string& name = attachment.name.text;
    switch (attachment.kind) {
    case Kind::data:
        if (!attachment.is_in)
            return "async::OutData& " + name;
        return (attachment.is_streamed ? "async::InData& " : "std::span<const uint8_t> ") + name;
    case Kind::text:
        if (!attachment.is_in)
            return attachment.is_streamed ? "async::OutData& " + name : "";
        return (attachment.is_streamed ? "async::InData& " : "std::string_view ") + name;
    case Kind::array:
        if (!attachment.is_in)
            return attachment.is_streamed ? "async::OutData& " + name : "";
        return attachment.is_streamed ? "async::InData& " + name
                                      : "std::span<const " + record_type(interface, attachment) + "> " + name;
    case Kind::share:
        return "async::Share& " + name;
    case Kind::handle:
        return "abi::Handle " + name;
    case Kind::handles:
        return "std::vector<abi::Handle> " + name;
    case Kind::callback:
        return caller_type(interface, *attachment.callback) + " " + name;
    case Kind::ping:
        return "async::Question& " + name;
    }
    return "";
}

void append(std::string& list, const std::string& parameter) {
    if (!list.empty() && !parameter.empty())
        list += ", ";
    list += parameter;
}

} // namespace

std::string parameters(const CppMethod& method, bool server) {
    std::string list = server ? "async::Context& context_" : "";
    for (const Field& field : method.method.fields) {
        const std::string type = cpp_type(field, method.interface.name_space);
        const bool by_reference = field.count || field.type.kind == Type::Kind::structure;
        append(list, (by_reference ? "const " + type + "& " : type + " ") + field.name.text);
    }
    for (const Attachment& attachment : method.method.attachments) {
        if (server ? is_left_to_handler(method.method, attachment) : is_part(attachment))
            continue;
        append(list, server ? server_parameter(method.interface, attachment)
                            : client_parameter(method.interface, attachment));
    }
    if (server && method.method.parks)
        append(list, "async::AnswerRight<" + method.answer + "> right_");
    return list;
}

std::string put_slots(const std::vector<Slot>& slots, const std::string& indent) {
    std::string text;
    for (const Slot& slot : slots)
        text += indent + "async::put(words_, " + std::to_string(slot.word) + ", " +
                std::to_string(slot.shift) + ", " + std::to_string(slot.bits) + ", " + slot.path + ");\n";
    return text;
}

std::vector<CppMethod> methods_of(const Interface& interface, bool events) {
    std::vector<CppMethod> methods;
    for (const Method& method : interface.methods)
        if ((method.kind == Method::Class::event) == events)
            methods.emplace_back(interface, method);
    return methods;
}

std::string method_number(const Interface& interface, const Method& method) {
    return "uint64_t(" + camel(interface.name.text) + "Method::" + method.name.text + ")";
}

} // namespace idl
