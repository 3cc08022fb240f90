// SPDX-License-Identifier: MIT
#include "fibrils/idl/wire_hash.hpp"

#include <algorithm>

namespace idl {

namespace {

class Hash {
  public:
    void add(uint64_t number) {
        for (int byte = 0; byte < 8; byte++)
            value_ = (value_ ^ uint8_t(number >> (8 * byte))) * 0x100000001b3;
    }
    uint64_t value() const { return value_; }

  private:
    uint64_t value_ = 0xcbf29ce484222325;
};

void add(Hash& hash, const Slot& slot) {
    hash.add(slot.word);
    hash.add(slot.shift);
    hash.add(slot.bits);
    hash.add(slot.type.is_signed);
}

void add(Hash& hash, const std::vector<Slot>& slots) {
    hash.add(slots.size());
    for (const Slot& slot : slots)
        add(hash, slot);
}

void add(Hash& hash, const Structure& record) {
    hash.add(record.fields.size());
    for (const Field& field : record.fields) {
        hash.add(field.count ? field.count->value : 1);
        if (field.type.kind == Type::Kind::structure)
            add(hash, *field.type.structure);
        else
            hash.add(field.type.bits * 2u + field.type.is_signed);
    }
}

void add(Hash& hash, const Attachment& attachment, const std::vector<Slot>& request) {
    hash.add(attachment.is_in);
    hash.add(uint64_t(attachment.kind));
    hash.add(attachment.least);
    hash.add(attachment.most);
    hash.add(attachment.callback ? attachment.callback->id : 0);
    if (attachment.record_type)
        add(hash, *attachment.record_type);
    if (attachment.is_inline) {
        add(hash, attachment.size_slot);
        hash.add(attachment.first_word);
        hash.add(attachment.word_count);
    }
    hash.add(uint64_t(attachment.test));
    hash.add(attachment.tested);
    for (const Slot& slot : request)
        if (slot.path == attachment.test_field.text || slot.path == attachment.count.text)
            add(hash, slot);
}

void add(Hash& hash, const Method& method) {
    hash.add(method.number);
    hash.add(method.kind == Method::Class::forward ? 0
                                                   : uint64_t(method.kind)); // a caller sees no difference
    add(hash, method.request);
    add(hash, method.answer);
    hash.add(method.attachments.size());
    for (const Attachment& attachment : method.attachments)
        add(hash, attachment, method.request);
}

void add_connects(Hash& hash, const Interface& interface) {
    const auto key = [](const Connect& connect) {
        return std::pair(!connect.number, connect.number ? connect.number->value : 0);
    };
    std::vector<const Connect*> connects;
    for (const Connect& connect : interface.connects)
        connects.push_back(&connect);
    std::sort(connects.begin(), connects.end(),
              [&](const Connect* a, const Connect* b) { return key(*a) < key(*b); });
    for (const Connect* connect : connects) {
        hash.add(connect->number.has_value());
        hash.add(connect->number ? connect->number->value : 0);
        add(hash, connect->slots);
    }
}

} // namespace

uint64_t wire_hash(const Interface& interface) {
    Hash hash;
    hash.add(interface.id);
    std::vector<const Method*> methods;
    for (const Method& method : interface.methods)
        methods.push_back(&method);
    std::sort(methods.begin(), methods.end(),
              [](const Method* a, const Method* b) { return a->number < b->number; });
    for (const Method* method : methods)
        add(hash, *method);
    add_connects(hash, interface);
    return hash.value();
}

} // namespace idl
