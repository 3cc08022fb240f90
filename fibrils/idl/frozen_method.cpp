// SPDX-License-Identifier: MIT
#include "fibrils/idl/frozen.hpp"

namespace idl {

namespace {

const char* class_name(Method::Class kind) {
    static constexpr const char* kNames[] = {"a call", "a post", "an event",
                                             "a call"}; // of a forward the caller sees nothing
    return kNames[int(kind)];
}

std::string position(const Slot& slot) {
    return "word " + std::to_string(slot.word) + ", bits " + std::to_string(slot.shift) + " to " +
           std::to_string(slot.shift + slot.bits - 1);
}

bool is_same(const Slot& a, const Slot& b) {
    return a.word == b.word && a.shift == b.shift && a.bits == b.bits && a.type.is_signed == b.type.is_signed;
}

/// Names may change; but a name that goes on existing elsewhere says that its field has moved, even if
/// another one of the same type is in its place now.
const Slot* find_moved(const std::vector<Slot>& now, const Slot& then, size_t index) {
    if (now[index].path == then.path)
        return nullptr;
    for (const Slot& slot : now)
        if (slot.path == then.path)
            return &slot;
    return nullptr;
}

bool is_same_test(const Attachment& a, const Attachment& b) {
    return a.test == b.test && a.tested == b.tested && a.test_field.text == b.test_field.text &&
           a.count.text == b.count.text;
}

} // namespace

void FrozenComparison::compare(const Interface& interface, const Method& now, const Method& then) {
    const std::string kind = class_name(now.kind);
    if (kind != class_name(then.kind))
        error(306, now.place,
              "`" + now.name.text + "` was " + class_name(then.kind) + " when version " +
                  std::to_string(interface.version.value) + " was released");
    if (then.is_idempotent && !now.is_idempotent)
        error(306, now.place, "`" + now.name.text + "` was released as idempotent, and clients repeat it");
    compare_slots(now, now.request, then.request, "request");
    compare_slots(now, now.answer, then.answer, "answer");
    compare_attachments(now, then);
}

/// Fields may be added behind the others: those who do not know them send 0, and do not read them.
void FrozenComparison::compare_slots(const Method& method, const std::vector<Slot>& now,
                                     const std::vector<Slot>& then, const std::string& what) {
    for (size_t index = 0; index < then.size(); index++) {
        const bool is_there = index < now.size() && is_same(now[index], then[index]);
        const Slot* const moved = is_there ? find_moved(now, then[index], index) : nullptr;
        if (is_there && !moved)
            continue;
        const Slot* const found = moved ? moved : index < now.size() ? &now[index] : nullptr;
        const std::string there =
            found ? "now `" + found->path + "` is in " + position(*found) : "now there is none";
        return error(
            307, method.place,
            "the " + what + " of `" + method.name.text + "` had `" + then[index].path + "` in " +
                position(then[index]) + "; " + there,
            "leave released fields as they were; new ones go behind them, other ones into a new method");
    }
}

void FrozenComparison::compare_attachments(const Method& now, const Method& then) {
    if (now.attachments.size() != then.attachments.size())
        return error(308, now.place,
                     "`" + now.name.text + "` had " + std::to_string(then.attachments.size()) +
                         " attachments when it was released",
                     "who does not know them does not send them; declare a new method");
    for (size_t index = 0; index < now.attachments.size(); index++)
        compare(now.attachments[index], then.attachments[index]);
}

void FrozenComparison::compare(const Attachment& now, const Attachment& then) {
    const std::string name = "`" + now.name.text + "`";
    const bool is_same_record = (now.record_type != nullptr) == (then.record_type != nullptr);
    const bool is_same_callback =
        (now.callback ? now.callback->id : 0) == (then.callback ? then.callback->id : 0);
    if (now.kind != then.kind || now.is_in != then.is_in || !is_same_record || !is_same_callback)
        return error(308, now.place, "another attachment was here when this was released");
    if (!is_same_test(now, then))
        error(308, now.place, name + " was there under another condition when this was released");
    const bool is_same_inline =
        now.is_inline == then.is_inline &&
        (!now.is_inline || (is_same(now.size_slot, then.size_slot) && now.first_word == then.first_word &&
                            now.word_count == then.word_count && now.never_message == then.never_message));
    if (!is_same_inline)
        error(308, now.place, name + " had other words when this was released");
    if (now.is_in && (now.least > then.least || now.most < then.most))
        error(309, now.place,
              name + " had " + std::to_string(then.least) + " to " + std::to_string(then.most) +
                  " bytes when this was released, now " + std::to_string(now.least) + " to " +
                  std::to_string(now.most),
              "what was accepted has to be accepted");
    if (now.most_handles < then.most_handles)
        error(309, now.place,
              name + " had up to " + std::to_string(then.most_handles) +
                  " handles when this was released, now " + std::to_string(now.most_handles),
              "what was accepted has to be accepted");
    if (now.record_type && then.record_type)
        compare(*now.record_type, *then.record_type);
}

void FrozenComparison::compare(const Enumeration& now, const Enumeration& then) {
    for (const Enumerator& value : then.values) {
        const Enumerator* found = nullptr;
        for (const Enumerator& other : now.values)
            if (other.name.text == value.name.text)
                found = &other;
        const std::string text = "`" + then.name.text + "." + value.name.text + "`";
        if (!found)
            error(310, now.name.place, text + " was released and is gone");
        else if (found->value.value != value.value.value)
            error(310, found->value.place,
                  text + " was " + std::to_string(value.value.value) + " when it was released");
    }
}

void FrozenComparison::compare(const Structure& now, const Structure& then) {
    const auto is_other = [](const Field& a, const Field& b) {
        return a.type.kind != b.type.kind || a.type.bits != b.type.bits ||
               a.type.is_signed != b.type.is_signed ||
               (a.count ? a.count->value : 0) != (b.count ? b.count->value : 0);
    };
    for (size_t index = 0; index < then.fields.size(); index++)
        if (index >= now.fields.size() || is_other(now.fields[index], then.fields[index]))
            return error(311, index < now.fields.size() ? now.fields[index].name.place : now.name.place,
                         "`" + then.name.text + "." + then.fields[index].name.text +
                             "` was here when this was released",
                         "a record keeps its layout for ever; declare another one");
    if (now.fields.size() > then.fields.size())
        error(311, now.fields[then.fields.size()].name.place,
              "`" + now.name.text + "` ended before this when it was released",
              "a record keeps its layout for ever; declare another one");
}

} // namespace idl
