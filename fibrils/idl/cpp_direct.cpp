// SPDX-License-Identifier: MIT
#include "fibrils/idl/cpp_direct.hpp"

#include "fibrils/idl/cpp_names.hpp"

namespace idl {

using Kind = Attachment::Kind;

bool is_direct(const CppMethod& method) {
    if (method.method.attachments.size() != 1)
        return false;
    const Attachment& attachment = method.method.attachments[0];
    return is_bytes(attachment) && attachment.test == Attachment::Test::always && !attachment.is_inline;
}

std::string size_checks(const CppMethod& method) {
    std::string text;
    for (const Attachment& attachment : method.method.attachments) {
        const std::string& name = attachment.name.text;
        if (!attachment.is_in)
            continue;
        std::string check;
        if (is_bytes(attachment))
            check = "async::check_size(" + name +
                    (attachment.kind == Kind::array ? ".size_bytes()" : ".size()") + ", " +
                    literal(attachment.least) + ", " + literal(attachment.most) + ", " +
                    too_long(attachment) + ")";
        else if (attachment.kind == Kind::handles)
            check = "async::check_count(" + name + ".size(), " + attachment.count.text + ", " +
                    literal(attachment.most_handles) + ")";
        else
            continue;
        const std::string when = condition(attachment);
        text += "    if (refused_ == async::Error::ok" + (when.empty() ? "" : " && " + when) +
                ")\n        refused_ = " + check + ";\n";
    }
    return text.empty() ? "" : "    async::Error refused_ = async::Error::ok;\n" + text;
}

std::string buffer(const CppMethod& method, const AnswerPart& part) {
    const Attachment& attachment = *part.attachment;
    const uint64_t room =
        attachment.kind == Kind::array ? attachment.most / attachment.record_type->size : attachment.most;
    return "    auto& value_of_" + part.name + " = " + method.value(part) + ";\n    value_of_" + part.name +
           ".resize(" + literal(room) + ");\n";
}

std::string before_direct(const CppMethod& method, const std::string& refuse) {
    const std::string checks = size_checks(method);
    std::string text = checks;
    if (!checks.empty())
        text += "    if (refused_ != async::Error::ok)\n        " + refuse + "\n";
    text += "    async::Arguments words_{};\n" + put_slots(method.method.request, "    ");
    for (const AnswerPart& part : method.parts)
        if (part.attachment)
            text += buffer(method, part);
    return text;
}

std::string direct_call(const CppMethod& method) {
    const Attachment& attachment = method.method.attachments[0];
    const std::string where = (method.own_buffers ? "value_of_" : "") + attachment.name.text;
    const std::string size = attachment.kind != Kind::array ? ".size()"
                             : method.own_buffers           ? ".size() * sizeof(" + where + "[0])"
                                                            : ".size_bytes()";
    return "async::call(*this, " + method_number(method.interface, method.method) +
           ", words_, abi::SystemMethod::" + (attachment.is_in ? "data_write, " : "data_read, ") + where +
           ".data(), " + where + size + ")";
}

} // namespace idl
