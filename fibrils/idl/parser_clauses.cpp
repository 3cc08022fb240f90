// SPDX-License-Identifier: MIT
#include "fibrils/idl/parser.hpp"

namespace idl {

void Parser::refuse_twice(bool is_there, const Place& place, std::string_view what) {
    if (is_there)
        fail(110, place, "`" + std::string(what) + "` was said already");
}

/// False when no clause begins here.
bool Parser::read_clause(Method& method) {
    const Place place = current().place;
    if (accept("throws")) {
        refuse_twice(!method.errors.empty(), place, "throws");
        read_errors(method);
    } else if (accept("calls")) {
        refuse_twice(!method.calls.empty(), place, "calls");
        read_calls(method);
    } else if (accept("to")) {
        refuse_twice(method.forwards_to.has_value(), place, "to");
        method.forwards_to = read_reference();
    } else if (accept("parks")) {
        refuse_twice(method.parks, place, "parks");
        method.parks = true;
    } else if (accept("idempotent")) {
        refuse_twice(method.is_idempotent, place, "idempotent");
        method.is_idempotent = true;
    } else {
        return false;
    }
    return true;
}

void Parser::read_errors(Method& method) {
    do
        method.errors.push_back(expect_word("the name of an error"));
    while (accept(","));
}

void Parser::read_calls(Method& method) {
    do
        method.calls.push_back(read_reference());
    while (accept(","));
}

Reference Parser::read_reference() {
    Reference reference;
    reference.name = expect_dotted("the name of an interface or of a method of one");
    return reference;
}

Attachment Parser::read_attachment() {
    Attachment attachment;
    attachment.documentation = take_documentation();
    attachment.place = current().place;
    attachment.is_in = is("in");
    next();
    read_attachment_head(attachment);
    read_modifiers(attachment);
    return attachment;
}

void Parser::read_attachment_head(Attachment& attachment) {
    using Kind = Attachment::Kind;
    static constexpr std::pair<const char*, Kind> kKinds[] = {
        {"data", Kind::data},         {"text", Kind::text},     {"array", Kind::array},
        {"share", Kind::share},       {"handle", Kind::handle}, {"handles", Kind::handles},
        {"callback", Kind::callback}, {"ping", Kind::ping},
    };
    const Name word = expect_word("data, text, array, share, handle, handles, callback or ping");
    const auto* found = std::begin(kKinds);
    while (found != std::end(kKinds) && word.text != found->first)
        found++;
    if (found == std::end(kKinds))
        return fail(105, word.place, "`" + word.text + "` is no kind of attachment",
                    "there are data, text, array, share, handle, handles, callback and ping");
    attachment.kind = found->second;
    if (attachment.kind == Kind::array)
        attachment.record = expect_dotted("the type of the records");
    attachment.name = attachment.kind == Kind::callback ? expect_dotted("the interface of the callback")
                                                        : expect_word("the name of the attachment");
    attachment.place = join(attachment.place, attachment.name.place);
    if (accept("["))
        read_limits(attachment);
}

/// `[<= N]`, `[A .. B]`, and of handles `[FIELD <= N]`; the first bracket is read.
void Parser::read_limits(Attachment& attachment) {
    if (attachment.kind == Attachment::Kind::handles) {
        attachment.count = expect_dotted("the field that says how many");
        if (accept("<="))
            attachment.maximum = read_expression();
    } else if (accept("<=")) {
        attachment.maximum = read_expression();
    } else {
        attachment.minimum = read_expression();
        expect("..");
        attachment.maximum = read_expression();
    }
    attachment.place = join(attachment.place, current().place);
    expect("]");
}

void Parser::read_modifiers(Attachment& attachment) {
    while (is_going_on()) {
        const Place place = current().place;
        if (accept("inline")) {
            refuse_twice(attachment.is_inline, place, "inline");
            attachment.is_inline = true;
        } else if (accept("streamed")) {
            refuse_twice(attachment.is_streamed, place, "streamed");
            attachment.is_streamed = true;
        } else if (accept("passed")) {
            refuse_twice(attachment.passed_to.has_value(), place, "passed");
            expect("to");
            attachment.passed_to = read_reference();
        } else if (accept("if")) {
            refuse_twice(attachment.test != Attachment::Test::always, place, "if");
            read_condition(attachment);
        } else {
            return;
        }
    }
}

void Parser::read_condition(Attachment& attachment) {
    attachment.test_field = expect_dotted("a field of the request");
    if (accept("=="))
        attachment.test = Attachment::Test::equal;
    else if (accept("&"))
        attachment.test = Attachment::Test::mask;
    else
        attachment.test = Attachment::Test::set;
    if (attachment.test != Attachment::Test::set)
        attachment.test_value = read_expression();
}

} // namespace idl
