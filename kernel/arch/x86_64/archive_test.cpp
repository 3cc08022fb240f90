// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/archive.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <random>
#include <string>

namespace kernel::arch {
namespace {

std::string member(const char* path, const std::string& content, char type = '0') {
    std::string header(512, '\0');
    header.replace(0, std::string(path).size(), path);
    char size[12];
    std::snprintf(size, sizeof(size), "%011zo", content.size());
    header.replace(124, sizeof(size), size, sizeof(size));
    header[156] = type;
    header.replace(257, 5, "ustar");
    std::string padded = content;
    padded.resize((content.size() + 511) / 512 * 512);
    return header + padded;
}

std::string archive() {
    return member("boot/", "", '5') + member("boot/naming", "naming") +
           member("./boot/init", std::string(700, 'i')) + member("bin/link", "", '1') +
           std::string(1024, '\0');
}

/// Looks into a copy with nothing behind it, so that a byte too many is found by the sanitizer.
std::string find(const std::string& bytes, const char* path) {
    auto exact = std::make_unique<char[]>(bytes.size());
    bytes.copy(exact.get(), bytes.size());
    ArchiveFile file = find_in_archive({exact.get(), bytes.size()}, path);
    return file.bytes ? std::string(file.bytes, file.size) : "none";
}

TEST(Archive, a_file_is_found_by_its_path_with_or_without_a_dot_before_it) {
    EXPECT_EQ(find(archive(), "boot/naming"), "naming");
    EXPECT_EQ(find(archive(), "boot/init"), std::string(700, 'i'));
}

TEST(Archive, folders_links_and_beginnings_of_paths_are_not_found) {
    for (const char* path : {"boot/", "bin/link", "boot/nam", "boot/naming2", ""})
        EXPECT_EQ(find(archive(), path), "none") << path;
}

TEST(Archive, a_cut_archive_ends_where_it_is_cut) {
    const std::string all = archive();
    const size_t last = 512 * 4 + 700; // of the bytes of boot/init
    for (size_t length = 0; length <= all.size(); ++length)
        EXPECT_EQ(find(all.substr(0, length), "boot/init") != "none", length >= last) << length;
}

TEST(Archive, a_size_beyond_the_end_ends_the_archive) {
    std::string all = archive();
    all.replace(512 + 124, 11, "77777777777");
    EXPECT_EQ(find(all, "boot/naming"), "none");
    EXPECT_EQ(find(all, "boot/init"), "none");
}

TEST(Archive, a_damaged_byte_never_leads_outside) {
    const std::string all = archive();
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string damaged = all;
        for (int count = 0; count < 4; ++count)
            damaged[random() % damaged.size()] = char(random());
        find(damaged, "boot/init");
    }
}

} // namespace
} // namespace kernel::arch
