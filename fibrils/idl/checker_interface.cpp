// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"
#include "fibrils/idl/errors.hpp"
#include "fibrils/idl/token.hpp"
#include "kernel/abi/interface.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace idl {

namespace {

constexpr uint64_t kMaxOrdinal = 999;
constexpr uint64_t kMaxVersion = 65535;

const char* class_name(Method::Class kind) {
    static constexpr const char* kNames[] = {"call", "post", "event", "forward"};
    return kNames[int(kind)];
}

} // namespace

void Checker::check_interface(Interface& interface) {
    interface.name_space = scope_->unit().name_space.text;
    check_letters(interface);
    const auto version = evaluator_.evaluate(interface.version, *scope_);
    if (version && (*version == 0 || *version > kMaxVersion))
        diagnostics_.error(218, interface.version.place, "versions are 1 to " + std::to_string(kMaxVersion));
    check_ordinals(interface);
    for (Method& method : interface.methods)
        check_method(method);
    for (Connect& connect : interface.connects)
        check_connect(interface, connect);
}

void Checker::check_letters(Interface& interface) {
    const std::string& letters = interface.letters.text;
    const bool is_plain =
        std::all_of(letters.begin(), letters.end(), [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
    if (letters.size() != 4 || !is_plain)
        return diagnostics_.error(216, interface.letters.place,
                                  "an interface has four letters, digits or blanks");
    for (size_t byte = 0; byte < 4; byte++)
        interface.id |= uint32_t(uint8_t(letters[byte])) << (8 * byte);
    for (const auto& unit : program_.units)
        for (const auto& other : unit->interfaces) {
            if (other.get() == &interface)
                return;
            if (other->letters.text != letters)
                continue;
            diagnostics_.error(217, interface.letters.place, "another interface has these letters");
            return diagnostics_.related(other->letters.place, "`" + other->name.text + "`");
        }
}

void Checker::check_ordinals(Interface& interface) {
    std::map<uint64_t, Place> seen;
    const auto check = [&](Expression& ordinal) {
        const auto value = evaluator_.evaluate(ordinal, *scope_);
        if (!value)
            return;
        if (*value > kMaxOrdinal)
            return diagnostics_.error(218, ordinal.place, "ordinals are 0 to " + std::to_string(kMaxOrdinal));
        const auto [first, is_new] = seen.emplace(*value, ordinal.place);
        if (is_new)
            return;
        diagnostics_.error(219, ordinal.place, "the ordinal " + std::to_string(*value) + " is taken",
                           "a method keeps its ordinal for ever; take one that was never used");
        diagnostics_.related(first->second, "here");
    };
    for (Expression& ordinal : interface.retired)
        check(ordinal);
    for (Method& method : interface.methods) {
        check(method.ordinal);
        method.number = abi::kFirstUserMethod + method.ordinal.value;
    }
}

void Checker::check_method(Method& method) {
    const bool has_fields = resolve_fields(method.fields);
    const bool has_results = resolve_fields(method.results);
    check_class(method);
    check_target(method);
    check_errors(method);
    for (Attachment& attachment : method.attachments)
        check_attachment(method, attachment);
    check_transfers(method);
    if (!has_fields || !has_results)
        return; // types without sizes cannot be packed
    pack(method);
    for (Attachment& attachment : method.attachments) {
        check_count(method, attachment);
        check_condition(method, attachment);
    }
}

bool Checker::resolve_fields(std::vector<Field>& fields) {
    bool is_resolved = true;
    for (Field& field : fields)
        is_resolved &= resolve_field(field, "message");
    return is_resolved;
}

/// What a post and an event cannot have, because nobody reads their answer.
void Checker::check_class(const Method& method) {
    const std::string kind = class_name(method.kind);
    const bool is_answered = method.kind == Method::Class::call || method.kind == Method::Class::forward;
    const auto refuse = [&](const Place& place, const std::string& what) {
        diagnostics_.error(220, place,
                           "nobody waits for the answer of this " + kind + ", so it has no " + what,
                           "make it a `call`, or leave this out");
    };
    if (!is_answered && !method.results.empty())
        refuse(join(method.results.front().type.name.place, method.results.back().name.place), "results");
    if (!is_answered && !method.errors.empty())
        refuse(method.errors.front().place, "errors");
    if (!is_answered && method.parks)
        refuse(method.place, "right to answer later");
    for (const Attachment& attachment : method.attachments)
        if (!is_answered && !attachment.is_in)
            refuse(attachment.place, "attachments that go out");
}

void Checker::check_target(const Method& method) {
    const bool is_forward = method.kind == Method::Class::forward;
    if (is_forward && !method.forwards_to)
        diagnostics_.error(223, method.place, "where is this forward forwarded to?",
                           "add `to INTERFACE.METHOD`");
    if (!is_forward && method.forwards_to)
        diagnostics_.error(223, method.forwards_to->name.place, "only a `forward` goes to another interface",
                           "`calls` declares what a handler waits for");
}

void Checker::check_errors(const Method& method) {
    std::set<std::string_view> seen;
    for (const Name& error : method.errors) {
        if (!find_error(error.text))
            diagnostics_.error(221, error.place, "there is no error `" + error.text + "`",
                               "kernel/abi/error.hpp lists them; `ok` is none");
        else if (error.text == "hung_up" || error.text == "forward_failed")
            diagnostics_.error(
                221, error.place, "no handler answers `" + error.text + "`",
                "it tells that a phone has no other end; a server behind this one that fails is `io`");
        if (!seen.insert(error.text).second)
            diagnostics_.error(238, error.place, "`" + error.text + "` is listed twice");
    }
}

bool Checker::pack_fields(Packer& packer, const std::vector<Field>& fields, const std::string& what) {
    const Field* first = nullptr;
    for (const Field& field : fields)
        if (!packer.add(field) && !first)
            first = &field;
    if (!first)
        return true;
    const std::string needed =
        packer.is_counted() ? std::to_string(packer.words()) + " words" : "too many words";
    diagnostics_.error(204, join(first->type.name.place, first->name.place),
                       what + " needs " + needed + ", a message has " + std::to_string(kMessageWords),
                       "take `" + first->name.text + "` out of the words: declare `" +
                           (what == "the answer" ? "out" : "in") + " data` for it, or smaller types");
    return false;
}

void Checker::pack(Method& method) {
    Packer request;
    if (pack_fields(request, method.fields, "the request")) {
        request.add_inline(method.attachments);
        for (const Attachment& attachment : method.attachments)
            if (attachment.is_inline && attachment.most > 0 && attachment.word_count == 0)
                diagnostics_.error(226, attachment.place,
                                   "the fields leave no words for `" + attachment.name.text + "`",
                                   "leave out `inline`, or take smaller types for the fields");
    }
    Packer answer;
    pack_fields(answer, method.results, "the answer");
    method.request.assign(request.slots().begin(), request.slots().end());
    method.answer = answer.slots();
}

void Checker::check_connect_fields(Connect& connect) {
    const size_t most = connect.number ? 1 : 2;
    if (connect.fields.size() > most)
        diagnostics_.error(230, connect.place,
                           "a connect carries " + std::to_string(most) + " field" + (most == 1 ? "" : "s"),
                           connect.number ? "the other word of connect_me_to is the number" : "");
    if (!connect.number && connect.fields.empty())
        diagnostics_.error(230, connect.place, "any number may come, but no field takes it",
                           "as in `connect * NAME(u64 number)`");
    const size_t first_word = connect.number ? 3 : 2;
    for (size_t index = 0; index < connect.fields.size() && index < most; index++) {
        const Field& field = connect.fields[index];
        if (field.count || field.type.kind == Type::Kind::structure)
            diagnostics_.error(230, field.name.place, "a connect carries numbers only, one in a word");
        connect.slots.push_back(
            {field.name.text, field.type, uint8_t(first_word + index), 0, field.type.bits});
    }
}

void Checker::check_connect(Interface& interface, Connect& connect) {
    if (resolve_fields(connect.fields))
        check_connect_fields(connect);
    if (connect.number)
        evaluator_.evaluate(*connect.number, *scope_);
    for (const Connect& other : interface.connects) {
        if (&other == &connect)
            return;
        const bool is_other_number = other.number.has_value() != connect.number.has_value() ||
                                     (other.number && other.number->value != connect.number->value);
        if (is_other_number)
            continue;
        diagnostics_.error(230, connect.place, "another connect has this number");
        return diagnostics_.related(other.place, "here");
    }
}

} // namespace idl
