// SPDX-License-Identifier: MIT
#include "native/boot/multiboot.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

namespace boot {
namespace {

using abi::x86_64::BootInformation;
using abi::x86_64::MemoryKind;

template<typename T>
void append(std::string& to, T value) {
    to.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void append_tag(std::string& to, uint32_t type, const std::string& content) {
    append(to, type);
    append(to, uint32_t(8 + content.size()));
    to += content;
    to.resize((to.size() + 7) & ~size_t(7));
}

std::string memory_map() {
    std::string map;
    append(map, uint32_t(24));
    append(map, uint32_t(0));
    for (uint32_t type : {1u, 2u, 3u}) {
        append(map, uint64_t(type) << 20);
        append(map, uint64_t(4096));
        append(map, type);
        append(map, uint32_t(0));
    }
    return map;
}

std::string framebuffer() {
    std::string tag;
    append(tag, uint64_t(0xfd000000));
    for (uint32_t value : {4096u, 1024u, 768u})
        append(tag, value);
    for (int value : {32, 1, 0, 0, 16, 8, 8, 8, 0, 8})
        append(tag, uint8_t(value));
    return tag;
}

/// A whole structure as GRUB leaves it.
std::string whole() {
    std::string information(8, '\0');
    append_tag(information, 1, std::string("console=serial trace=serial\0", 28));
    append_tag(information, 2, std::string("GRUB 2.06\0", 10));
    std::string module;
    append(module, uint32_t(0x200000));
    append(module, uint32_t(0x212345));
    append_tag(information, 3, module + std::string(1, '\0'));
    append_tag(information, 6, memory_map());
    append_tag(information, 8, framebuffer());
    append_tag(information, 14, "RSD PTR 0123456" + std::string(5, '\0'));
    append_tag(information, 0, "");
    auto size = uint32_t(information.size());
    information.replace(0, 4, reinterpret_cast<const char*>(&size), 4);
    return information;
}

/// Reads a copy with nothing behind it, so that a byte too many is found by the sanitizer.
std::unique_ptr<BootInformation> read(const std::string& bytes) {
    auto exact = std::make_unique<char[]>(bytes.size());
    bytes.copy(exact.get(), bytes.size());
    auto to = std::make_unique<BootInformation>();
    read_multiboot(exact.get(), bytes.size(), *to);
    return to;
}

void set_total(std::string& bytes, size_t total) {
    auto size = uint32_t(total);
    bytes.replace(0, 4, reinterpret_cast<const char*>(&size), 4);
}

TEST(Multiboot, everything_that_the_loader_says_is_known) {
    auto to = read(whole());
    EXPECT_EQ(to->problem, nullptr);
    EXPECT_STREQ(to->command_line, "console=serial trace=serial");
    EXPECT_STREQ(to->loader, "GRUB 2.06");
    EXPECT_EQ(to->archive, 0x200000u);
    EXPECT_EQ(to->archive_size, 0x12345u);
    ASSERT_EQ(to->ranges, 3u);
    EXPECT_EQ(to->memory[0].kind, MemoryKind::usable);
    EXPECT_EQ(to->memory[1].kind, MemoryKind::reserved);
    EXPECT_EQ(to->memory[2].kind, MemoryKind::acpi_tables);
    EXPECT_EQ(to->framebuffer.width, 1024u);
    EXPECT_EQ(to->framebuffer.pitch, 4096u);
    EXPECT_EQ(to->framebuffer.red.position, 16u);
    EXPECT_EQ(std::string(to->acpi_copy, 8), "RSD PTR ");
}

TEST(Multiboot, a_structure_that_is_cut_anywhere_is_called_damaged) {
    const std::string all = whole();
    for (size_t length = 0; length < all.size(); ++length) {
        auto honest = all.substr(0, length);
        EXPECT_NE(read(honest)->problem, nullptr) << length;
        if (length < 8)
            continue;
        set_total(honest, length); // the size fits, a tag does not
        EXPECT_NE(read(honest)->problem, nullptr) << length;
    }
}

TEST(Multiboot, a_damaged_byte_never_leads_outside) {
    const std::string all = whole();
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string damaged = all;
        for (int count = 0; count < 3; ++count)
            damaged[random() % damaged.size()] = char(random());
        auto to = read(damaged);
        EXPECT_LE(to->ranges, BootInformation::kMaxRanges);
        EXPECT_EQ(to->command_line[BootInformation::kMaxCommandLine - 1], '\0');
    }
}

TEST(Multiboot, more_ranges_than_there_is_room_for_are_named_and_left_out) {
    std::string map;
    append(map, uint32_t(24));
    append(map, uint32_t(0));
    for (uint32_t index = 0; index < BootInformation::kMaxRanges + 1; ++index) {
        append(map, uint64_t(index) << 20);
        append(map, uint64_t(4096));
        append(map, uint64_t(1));
    }
    std::string information(8, '\0');
    append_tag(information, 6, map);
    append_tag(information, 0, "");
    set_total(information, information.size());
    auto to = read(information);
    EXPECT_EQ(to->ranges, BootInformation::kMaxRanges);
    ASSERT_NE(to->problem, nullptr);
    EXPECT_NE(std::string(to->problem).find("too many"), std::string::npos);
}

TEST(Multiboot, a_framebuffer_with_a_palette_or_of_text_is_none) {
    for (char kind : {char(0), char(2)}) {
        std::string tag = framebuffer();
        tag[21] = kind;
        std::string information(8, '\0');
        append_tag(information, 8, tag);
        append_tag(information, 0, "");
        set_total(information, information.size());
        EXPECT_EQ(read(information)->framebuffer.address, 0u);
    }
}

TEST(Multiboot, of_two_modules_the_first_is_used_and_the_other_named) {
    std::string information(8, '\0');
    for (uint32_t begin : {0x200000u, 0x300000u}) {
        std::string module;
        append(module, begin);
        append(module, begin + 512);
        append_tag(information, 3, module + std::string(1, '\0'));
    }
    append_tag(information, 0, "");
    set_total(information, information.size());
    auto to = read(information);
    EXPECT_EQ(to->archive, 0x200000u);
    EXPECT_NE(to->problem, nullptr);
}

} // namespace
} // namespace boot
