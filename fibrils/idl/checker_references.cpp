// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"

#include <algorithm>
#include <set>

namespace idl {

namespace {

bool is_same(const Slot& a, const Slot& b) {
    return a.word == b.word && a.shift == b.shift && a.bits == b.bits && a.type.kind == b.type.kind &&
           a.type.is_signed == b.type.is_signed;
}

bool is_same(const std::vector<Slot>& a, const std::vector<Slot>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Slot& left, const Slot& right) { return is_same(left, right); });
}

} // namespace

void Checker::resolve_references(Interface& interface) {
    for (Method& method : interface.methods) {
        std::set<std::string_view> seen;
        for (Reference& called : method.calls) {
            resolve_reference(called, false);
            if (!seen.insert(called.name.text).second)
                diagnostics_.error(238, called.name.place, "`" + called.name.text + "` is listed twice");
        }
        for (Attachment& attachment : method.attachments) {
            if (attachment.passed_to)
                resolve_reference(*attachment.passed_to, true);
            if (attachment.kind != Attachment::Kind::callback)
                continue;
            attachment.callback = scope_->interface(attachment.name.text);
            if (!attachment.callback)
                diagnostics_.error(222, attachment.name.place,
                                   "there is no interface `" + attachment.name.text + "`");
        }
        if (method.forwards_to)
            resolve_reference(*method.forwards_to, true);
        if (diagnostics_.has_errors())
            continue;
        for (const Attachment& attachment : method.attachments)
            if (attachment.passed_to)
                check_passing(attachment);
        if (method.forwards_to)
            check_forward(method);
    }
}

void Checker::resolve_reference(Reference& reference, bool needs_method) {
    const std::string& name = reference.name.text;
    if (!scope_->resolve(reference))
        return diagnostics_.error(
            222, reference.name.place, "there is no interface and no method `" + name + "`",
            "names are INTERFACE, INTERFACE.METHOD, and for an imported file with its namespace "
            "before: NAMESPACE.INTERFACE.METHOD");
    if (needs_method && !reference.method)
        diagnostics_.error(222, reference.name.place,
                           "`" + name + "` is an interface; a method is wanted here",
                           "write `" + name + ".METHOD`");
}

/// The words go on as they came.
void Checker::check_forward(const Method& method) {
    const Method& target = *method.forwards_to->method;
    const auto refuse = [&](const std::string& what) {
        diagnostics_.error(
            224, method.forwards_to->name.place,
            "`" + method.forwards_to->name.text + "` has other " + what + " than `" + method.name.text + "`",
            "a forwarded call arrives as it was sent, and its answer goes straight to the caller");
        diagnostics_.related(target.place, "where it goes");
    };
    if (!is_same(method.request, target.request))
        refuse("fields");
    if (!is_same(method.answer, target.answer))
        refuse("results");
    if (!target.attachments.empty())
        refuse("attachments");
}

/// The data call of `attachment` becomes one of a call that this server makes to the method named.
void Checker::check_passing(const Attachment& attachment) {
    const Method& target = *attachment.passed_to->method;
    for (const Attachment& other : target.attachments)
        if (other.is_in == attachment.is_in && other.kind == attachment.kind && other.most >= attachment.most)
            return;
    diagnostics_.error(224, attachment.passed_to->name.place,
                       "`" + attachment.passed_to->name.text + "` takes no attachment like `" +
                           attachment.name.text + "`");
    diagnostics_.related(target.place, "where it goes");
}

} // namespace idl
