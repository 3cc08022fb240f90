// SPDX-License-Identifier: MIT
// Puts fields into the words of a message.
#pragma once

#include "fibrils/idl/tree.hpp"

namespace idl {

inline constexpr uint32_t kMessageWords = 5;

class Packer {
  public:
    /// Packs all scalars of `field`, whose types are resolved. False if they do not fit; counting goes on.
    bool add(const Field& field);
    /// Gives a byte for the size of each inline attachment, and deals out the words behind the fields: maybe
    /// none.
    void add_inline(std::vector<Attachment>& attachments);

    /// How many words are taken. More than `kMessageWords` is a mistake.
    uint32_t words() const { return uint32_t((bits_ + 63) / 64); }
    bool is_counted() const { return !is_endless_; } // false: there were too many scalars to go on counting
    const std::vector<Slot>& slots() const { return slots_; }

  private:
    void add_elements(const Field& field, const std::string& path);
    void add_value(const Type& type, const std::string& path);
    Slot place(const Type& type, const std::string& path);

    std::vector<Slot> slots_;
    uint64_t bits_ = 0;
    bool is_endless_ = false;
};

} // namespace idl
