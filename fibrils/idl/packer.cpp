// SPDX-License-Identifier: MIT
#include "fibrils/idl/packer.hpp"

#include <algorithm>

namespace idl {

namespace {

constexpr size_t kMaxSlots = kMessageWords * 64 * 2; // twice what fits; behind it nobody wants to know

/// A scalar begins at a multiple of the largest power of two that divides its size.
uint64_t alignment(uint8_t bits) {
    return bits & -bits;
}

} // namespace

bool Packer::add(const Field& field) {
    add_elements(field, field.name.text);
    return words() <= kMessageWords && !is_endless_;
}

void Packer::add_elements(const Field& field, const std::string& path) {
    if (!field.count)
        return add_value(field.type, path);
    for (uint64_t index = 0; index < field.count->value && !is_endless_; index++)
        add_value(field.type, path + "[" + std::to_string(index) + "]");
}

void Packer::add_value(const Type& type, const std::string& path) {
    if (slots_.size() >= kMaxSlots)
        is_endless_ = true;
    if (is_endless_)
        return;
    if (type.kind != Type::Kind::structure) {
        slots_.push_back(place(type, path));
        return;
    }
    for (const Field& member : type.structure->fields)
        add_elements(member, path + "." + member.name.text);
}

Slot Packer::place(const Type& type, const std::string& path) {
    const uint64_t step = alignment(type.bits);
    uint64_t begin = (bits_ + step - 1) / step * step;
    if (begin / 64 != (begin + type.bits - 1) / 64)
        begin = (begin + 63) / 64 * 64;
    bits_ = begin + type.bits;
    return {path, type, uint8_t(std::min<uint64_t>(begin / 64 + 1, 255)), uint8_t(begin % 64), type.bits};
}

void Packer::add_inline(std::vector<Attachment>& attachments) {
    std::vector<Attachment*> wanting;
    Type byte;
    byte.name.text = "u8";
    byte.bits = 8;
    for (Attachment& attachment : attachments) {
        if (!attachment.is_inline)
            continue;
        attachment.size_slot = place(byte, attachment.name.text + "_size");
        attachment.word_count = 0;
        wanting.push_back(&attachment);
    }
    uint32_t left = words() < kMessageWords ? kMessageWords - words() : 0;
    uint8_t first = uint8_t(words() + 1);
    // One word to each in turn, as long as it needs another.
    for (bool was_given = true; left > 0 && was_given;) {
        was_given = false;
        for (Attachment* attachment : wanting)
            if (left > 0 && attachment->word_count * 8u < attachment->most) {
                attachment->word_count++;
                left--;
                was_given = true;
            }
    }
    for (Attachment* attachment : wanting) {
        attachment->first_word = first;
        first = uint8_t(first + attachment->word_count);
        attachment->never_message = attachment->word_count * 8u >= attachment->most;
    }
}

} // namespace idl
