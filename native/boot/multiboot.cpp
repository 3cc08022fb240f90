// SPDX-License-Identifier: MIT
#include "native/boot/multiboot.hpp"

#include "native/boot/information.hpp"

namespace boot {

namespace {

enum class Tag : uint32_t {
    end = 0,
    command_line = 1,
    loader_name = 2,
    module = 3,
    memory_map = 6,
    framebuffer = 8,
    acpi_old = 14,
    acpi_new = 15,
};

constexpr uint32_t kTagHeader = 8; // type and size

void read_module(const char* tag, uint32_t size, BootInformation& to) {
    if (size < 16)
        return;
    auto begin = value_at<uint32_t>(tag + 8);
    auto end = value_at<uint32_t>(tag + 12);
    if (to.archive_size != 0) {
        to.problem = "the loader brought more than one module; only the first is used";
        return;
    }
    if (end <= begin)
        return;
    to.archive = begin;
    to.archive_size = end - begin;
}

void read_memory_map(const char* tag, uint32_t size, BootInformation& to) {
    constexpr uint32_t kFirst = 16;
    constexpr uint32_t kLeast = 20; // base, size, type
    uint32_t step = size >= kFirst ? value_at<uint32_t>(tag + 8) : 0;
    if (step < kLeast) {
        to.problem = "the loader's memory map is damaged";
        return;
    }
    for (uint32_t at = kFirst; at + kLeast <= size && size - at >= step; at += step)
        add_range(to, value_at<uint64_t>(tag + at), value_at<uint64_t>(tag + at + 8),
                  value_at<uint32_t>(tag + at + 16));
}

void read_framebuffer(const char* tag, uint32_t size, BootInformation& to) {
    constexpr uint8_t kDirectColour = 1;
    if (size < 38 || static_cast<uint8_t>(tag[29]) != kDirectColour)
        return; // text, or a palette
    const auto* channels = reinterpret_cast<const uint8_t*>(tag) + 32;
    to.framebuffer = {.address = value_at<uint64_t>(tag + 8),
                      .pitch = value_at<uint32_t>(tag + 16),
                      .width = value_at<uint32_t>(tag + 20),
                      .height = value_at<uint32_t>(tag + 24),
                      .bits = static_cast<uint8_t>(tag[28]),
                      .red = {channels[0], channels[1]},
                      .green = {channels[2], channels[3]},
                      .blue = {channels[4], channels[5]}};
}

// The newer structure is longer and says more; an older one never replaces it.
void read_acpi(const char* tag, uint32_t size, bool is_new, BootInformation& to) {
    constexpr uint32_t kRevisionAt = 15;
    uint32_t length = size - kTagHeader;
    if (length > sizeof(to.acpi_copy))
        length = sizeof(to.acpi_copy);
    if (is_new || to.acpi_copy[kRevisionAt] == 0)
        __builtin_memcpy(to.acpi_copy, tag + kTagHeader, length);
}

void read_tag(Tag type, const char* tag, uint32_t size, BootInformation& to) {
    switch (type) {
    case Tag::command_line:
        return copy_text(to.command_line, sizeof(to.command_line), tag + kTagHeader, size - kTagHeader);
    case Tag::loader_name:
        return copy_text(to.loader, sizeof(to.loader), tag + kTagHeader, size - kTagHeader);
    case Tag::module:
        return read_module(tag, size, to);
    case Tag::memory_map:
        return read_memory_map(tag, size, to);
    case Tag::framebuffer:
        return read_framebuffer(tag, size, to);
    case Tag::acpi_old:
    case Tag::acpi_new:
        return read_acpi(tag, size, type == Tag::acpi_new, to);
    default:
        return;
    }
}

} // namespace

void read_multiboot(const char* bytes, size_t size, BootInformation& to) {
    size_t total = size >= 8 ? value_at<uint32_t>(bytes) : 0;
    if (total < 16 || total > size) {
        to.problem = "the loader's information is damaged: its size makes no sense";
        return;
    }
    for (size_t at = 8; at + kTagHeader <= total;) {
        auto type = static_cast<Tag>(value_at<uint32_t>(bytes + at));
        auto length = value_at<uint32_t>(bytes + at + 4);
        if (length < kTagHeader || length > total - at) {
            to.problem = "the loader's information is damaged: a tag is longer than the rest";
            return;
        }
        if (type == Tag::end)
            return;
        read_tag(type, bytes + at, length, to);
        at += (size_t(length) + 7) & ~size_t(7);
    }
    to.problem = "the loader's information is damaged: it has no end";
}

} // namespace boot
