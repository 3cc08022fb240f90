// SPDX-License-Identifier: MIT
#include "fibrils/idl/checker.hpp"
#include "kernel/abi/ipc.hpp"

namespace idl {

namespace {

using Kind = Attachment::Kind;

bool has_bytes(const Attachment& attachment) {
    return attachment.kind == Kind::data || attachment.kind == Kind::text || attachment.kind == Kind::array;
}

const Slot* find_slot(const std::vector<Slot>& slots, std::string_view path) {
    for (const Slot& slot : slots)
        if (slot.path == path)
            return &slot;
    return nullptr;
}

} // namespace

/// Of data, text and arrays: one for each place in async::Operation::Outcome.
void Checker::check_transfers(const Method& method) {
    constexpr int kMost = 4;
    int transfers = 0;
    for (const Attachment& attachment : method.attachments) {
        transfers += has_bytes(attachment);
        if (has_bytes(attachment) && transfers == kMost + 1)
            diagnostics_.error(240, attachment.place, "a call moves data, text and arrays at most four times",
                               "put some of them into one, or make another call");
    }
}

void Checker::check_attachment(Method& method, Attachment& attachment) {
    check_kind(attachment);
    check_modifiers(method, attachment);
    if (attachment.kind == Kind::array)
        check_record(attachment);
    if (has_bytes(attachment))
        check_limits(attachment);
    if (attachment.kind == Kind::handles)
        check_most_handles(attachment);
}

void Checker::check_kind(const Attachment& attachment) {
    const bool goes_both_ways = has_bytes(attachment) || attachment.kind == Kind::share;
    if (!attachment.is_in && !goes_both_ways)
        diagnostics_.error(229, attachment.place, "this goes from the client to the server only",
                           "write `in`");
    if (!has_bytes(attachment) && attachment.kind != Kind::handles && attachment.maximum)
        diagnostics_.error(229, attachment.maximum->place, "only data, text and array have a size");
    if (has_bytes(attachment) && !attachment.maximum)
        diagnostics_.error(225, attachment.place, "how large may `" + attachment.name.text + "` be?",
                           "add `[<= N]`: at most 64K bytes, one transfer");
    if (attachment.kind == Kind::handles && (attachment.count.text.empty() || !attachment.maximum))
        diagnostics_.error(228, attachment.place,
                           attachment.count.text.empty() ? "how many handles?" : "how many handles at most?",
                           "name the field of the request: `in handles " + attachment.name.text +
                               "[FIELD <= N]`");
}

void Checker::check_modifiers(const Method& method, const Attachment& attachment) {
    const bool is_plain = attachment.kind == Kind::data || attachment.kind == Kind::text;
    if (attachment.is_inline && (!attachment.is_in || !is_plain))
        diagnostics_.error(226, attachment.place, "only `in data` and `in text` can be inline");
    if (attachment.is_inline && attachment.is_streamed)
        diagnostics_.error(226, attachment.place,
                           "what is streamed is never in the words, so it cannot be inline");
    if (attachment.is_streamed && !has_bytes(attachment))
        diagnostics_.error(229, attachment.place, "only data, text and array can be streamed");
    if (attachment.passed_to && !attachment.is_streamed)
        diagnostics_.error(229, attachment.passed_to->name.place, "only what is `streamed` can be passed on");
    const bool is_moved = attachment.kind == Kind::handle || attachment.kind == Kind::handles ||
                          attachment.kind == Kind::callback;
    if (method.is_idempotent && is_moved)
        diagnostics_.error(239, attachment.place, "this moves to the server, so the call cannot be repeated",
                           "leave out `idempotent`");
    if (method.kind == Method::Class::forward)
        diagnostics_.error(229, attachment.place,
                           "what follows a call does not go on with it when it is forwarded",
                           "make it a `call` with `calls`, and the data `streamed passed to`");
}

void Checker::check_record(Attachment& attachment) {
    attachment.record_type = scope_->structure(attachment.record.text);
    if (attachment.record_type && attachment.record_type->is_record)
        return;
    const bool is_struct = attachment.record_type != nullptr;
    attachment.record_type = nullptr;
    diagnostics_.error(203, attachment.record.place,
                       is_struct ? "`" + attachment.record.text + "` is a struct: it travels in words"
                                 : "there is no record `" + attachment.record.text + "`",
                       is_struct ? "declare it as `record`" : "");
}

/// Limits in bytes.
void Checker::check_limits(Attachment& attachment) {
    if (!attachment.maximum)
        return;
    const auto most = evaluator_.evaluate(*attachment.maximum, *scope_);
    const auto least = attachment.minimum ? evaluator_.evaluate(*attachment.minimum, *scope_) : uint64_t(0);
    if (!most || !least || (attachment.kind == Kind::array && !attachment.record_type))
        return;
    const uint64_t size = attachment.record_type ? attachment.record_type->size : 1;
    const uint64_t limit = abi::kMaxTransfer / size;
    if (*most == 0 || *most > limit)
        diagnostics_.error(225, attachment.maximum->place,
                           std::to_string(*most) + " is not 1 to " + std::to_string(limit) +
                               ", what one transfer carries",
                           "give it in parts, with a position among the fields, or share memory");
    if (*least > *most)
        diagnostics_.error(225, attachment.minimum->place, "the least size is above the greatest");
    if (*least > 0 && !attachment.is_in)
        diagnostics_.error(225, attachment.minimum->place, "what comes from the server has no least size",
                           "the client says how much it has room for, and the server may give less");
    if (*most > limit || *least > *most)
        return;
    attachment.least = *least * size;
    attachment.most = *most * size;
}

void Checker::check_most_handles(Attachment& attachment) {
    constexpr uint64_t kMost = 16; // so that all that follows a call fits in async::Operation
    if (!attachment.maximum)
        return;
    const auto most = evaluator_.evaluate(*attachment.maximum, *scope_);
    if (!most)
        return;
    if (*most == 0 || *most > kMost)
        return diagnostics_.error(228, attachment.maximum->place,
                                  std::to_string(*most) + " is not 1 to " + std::to_string(kMost));
    attachment.most_handles = *most;
}

void Checker::check_count(const Method& method, const Attachment& attachment) {
    if (attachment.kind != Kind::handles || attachment.count.text.empty())
        return;
    for (const Attachment& other : method.attachments)
        if (&other < &attachment && other.kind == Kind::handles)
            return diagnostics_.error(228, attachment.place, "a call has one list of handles",
                                      "move all of them in `" + other.name.text + "`");
    const Slot* slot = find_slot(method.request, attachment.count.text);
    if (!slot || slot->type.kind != Type::Kind::integer || slot->type.is_signed)
        diagnostics_.error(228, attachment.count.place,
                           "`" + attachment.count.text +
                               "` is no number without sign among the fields of the request");
}

void Checker::check_condition(const Method& method, Attachment& attachment) {
    if (attachment.test == Attachment::Test::always)
        return;
    const Slot* slot = find_slot(method.request, attachment.test_field.text);
    if (!slot)
        return diagnostics_.error(227, attachment.test_field.place,
                                  "`" + attachment.test_field.text +
                                      "` is no field of the request, or not a single number");
    if (!attachment.test_value)
        return;
    const auto value = evaluator_.evaluate(*attachment.test_value, *scope_, slot->type.enumeration);
    if (!value)
        return;
    const Place& place = attachment.test_value->place;
    if (slot->bits < 64 && *value >> slot->bits != 0)
        diagnostics_.error(227, place,
                           "`" + slot->path + "` has " + std::to_string(slot->bits) + " bits, it is never " +
                               std::to_string(*value));
    if (attachment.test == Attachment::Test::mask && *value == 0)
        diagnostics_.error(227, place, "this never holds");
    attachment.tested = *value;
}

} // namespace idl
