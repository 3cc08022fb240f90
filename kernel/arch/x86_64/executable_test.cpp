// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/executable.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <random>
#include <string>

namespace kernel::arch {
namespace {

using abi::x86_64::kAddressLimit;
using abi::x86_64::kImageBase;
using abi::x86_64::kImageLimit;

template<typename T>
void put(std::string& to, size_t at, T value) {
    std::memcpy(to.data() + at, &value, sizeof(value));
}

constexpr size_t kTable = 64, kEntry = 56, kFileSize = 0x3000, kNoteAt = 0x2000;
enum Field : size_t { type = 0, flags = 4, offset = 8, address = 16, file_size = 32, memory_size = 40 };
constexpr uint32_t kReadExecute = 5, kReadWrite = 6, kReadWriteExecute = 7;

void put_program(std::string& to, uint32_t index, uint32_t kind, uint32_t rights, uint64_t from, uint64_t at,
                 uint64_t in_file, uint64_t in_memory) {
    size_t start = kTable + index * kEntry;
    put(to, start + type, kind);
    put(to, start + flags, rights);
    put(to, start + offset, from);
    put(to, start + address, at);
    put(to, start + file_size, in_file);
    put(to, start + memory_size, in_memory);
}

std::string note(uint64_t overflow_entry) {
    std::string bytes(12 + 12 + sizeof(abi::x86_64::Note), '\0');
    put(bytes, 0, uint32_t(12));
    put(bytes, 4, uint32_t(sizeof(abi::x86_64::Note)));
    put(bytes, 8, abi::x86_64::kNoteType);
    std::memcpy(bytes.data() + 12, abi::x86_64::kNoteOwner, 12);
    put(bytes, 24, uint32_t(abi::x86_64::NoteFlag::limited));
    put(bytes, 32, overflow_entry);
    return bytes;
}

/// Code, data that is longer than in the file, and a note.
std::string executable() {
    std::string file(kFileSize, '\0');
    std::memcpy(file.data(),
                "\x7f"
                "ELF\2\1\1",
                7);
    put(file, 16, uint16_t(2));
    put(file, 18, uint16_t(62));
    put(file, 24, kImageBase + 0x100);
    put(file, 32, uint64_t(kTable));
    put(file, 54, uint16_t(kEntry));
    put(file, 56, uint16_t(3));
    put_program(file, 0, 1, kReadExecute, 0, kImageBase, 0x1000, 0x1000);
    put_program(file, 1, 1, kReadWrite, 0x1000, kImageBase + 0x1000, 0x800, 0x5000);
    put_program(file, 2, 4, 4, kNoteAt, 0, 48, 48);
    file.replace(kNoteAt, 48, note(kImageBase + 0x200));
    return file;
}

/// Reads a copy of what is seen with nothing behind it, so that a byte too many is found by the sanitizer.
bool read(const std::string& file, ExecutableHeader& to, size_t seen = kExecutableHeaderSize) {
    size_t available = std::min(seen, file.size());
    auto exact = std::make_unique<char[]>(available);
    file.copy(exact.get(), available);
    return read_executable(exact.get(), available, file.size(), to);
}

bool accepts(const std::string& file) {
    ExecutableHeader header;
    return read(file, header);
}

template<typename T>
std::string changed(size_t at, T value) {
    std::string file = executable();
    put(file, at, value);
    return file;
}

TEST(Executable, segments_and_entry_are_those_of_the_file) {
    ExecutableHeader header;
    ASSERT_TRUE(read(executable(), header));
    ASSERT_EQ(header.segment_count, 2u);
    EXPECT_TRUE(header.segments[0].execute && !header.segments[0].write);
    EXPECT_TRUE(header.segments[1].write && !header.segments[1].execute);
    EXPECT_EQ(header.segments[1].pages, 5u);
    EXPECT_EQ(header.segments[1].file_size, 0x800u);
    EXPECT_EQ(header.entry, kImageBase + 0x100);
    EXPECT_EQ(header.end, kImageBase + 0x6000);
}

TEST(Executable, what_is_no_executable_of_this_machine_is_refused) {
    EXPECT_FALSE(accepts("#!/bin/sh\n"));
    EXPECT_FALSE(accepts(std::string("\0asm\1\0\0\0", 8) + std::string(100, '\0')));
    EXPECT_FALSE(accepts(changed(4, uint8_t(1))));       // 32 bit
    EXPECT_FALSE(accepts(changed(16, uint16_t(3))));     // position independent
    EXPECT_FALSE(accepts(changed(18, uint16_t(183))));   // another processor
    EXPECT_FALSE(accepts(changed(kTable, uint32_t(3)))); // wants an interpreter
}

TEST(Executable, memory_that_is_both_writable_and_code_is_refused) {
    EXPECT_FALSE(accepts(changed(kTable + flags, kReadWriteExecute)));
}

TEST(Executable, an_entry_outside_of_code_is_refused) {
    EXPECT_FALSE(accepts(changed(24, kImageBase + 0x1000)));
    EXPECT_FALSE(accepts(changed(24, uint64_t(0))));
}

TEST(Executable, segments_outside_of_an_images_addresses_are_refused) {
    for (uint64_t place :
         {uint64_t(0), kImageBase - 0x1000, kImageLimit, kAddressLimit, ~uint64_t(0) - 0xfff})
        EXPECT_FALSE(accepts(changed(kTable + kEntry + address, place))) << place;
}

TEST(Executable, segments_that_overlap_or_are_out_of_order_are_refused) {
    EXPECT_FALSE(accepts(changed(kTable + kEntry + address, kImageBase + 0x800)));
    EXPECT_FALSE(accepts(changed(kTable + address, kImageBase + 0x10000)));
}

TEST(Executable, segments_beyond_the_file_or_longer_than_their_memory_are_refused) {
    EXPECT_FALSE(accepts(changed(kTable + offset, uint64_t(kFileSize))));
    EXPECT_FALSE(accepts(changed(kTable + offset, ~uint64_t(0))));
    EXPECT_FALSE(accepts(changed(kTable + kEntry + memory_size, uint64_t(0x700))));
    EXPECT_FALSE(accepts(changed(kTable + kEntry + memory_size, uint64_t(1) << 31)));
}

TEST(Executable, a_file_that_is_cut_anywhere_in_what_it_says_is_refused) {
    const std::string file = executable();
    for (size_t length = 0; length < kNoteAt + 48; length += length < 512 ? 1 : 61)
        EXPECT_FALSE(accepts(file.substr(0, length))) << length;
}

TEST(Executable, headers_behind_the_part_that_is_seen_are_refused) {
    ExecutableHeader header;
    EXPECT_FALSE(read(executable(), header, kTable + 3 * kEntry - 1));
    EXPECT_TRUE(read(executable(), header, kTable + 3 * kEntry));
    EXPECT_FALSE(accepts(changed(32, ~uint64_t(0) - 8)));
    EXPECT_FALSE(accepts(changed(56, uint16_t(0xffff))));
}

TEST(Executable, a_damaged_byte_never_leads_outside) {
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string file = executable();
        for (int count = 0; count < 2; ++count)
            file[random() % (kTable + 3 * kEntry)] = char(random());
        ExecutableHeader header;
        if (!read(file, header))
            continue;
        EXPECT_LE(header.segment_count, ExecutableHeader::kMaxSegments);
        EXPECT_LE(header.end, kAddressLimit);
        EXPECT_LE(header.note_offset + header.note_size, kFileSize);
    }
}

TEST(ExecutableNote, is_found_behind_others_and_believed_only_when_it_makes_sense) {
    ExecutableHeader header;
    ASSERT_TRUE(read(executable(), header));
    abi::x86_64::Note found;
    const std::string good = note(kImageBase + 0x200), bad = note(kImageBase + 0x1000);
    std::string other = good;
    other[12] = 's'; // another owner
    EXPECT_TRUE(read_note((other + good).data(), 96, header, found));
    EXPECT_EQ(found.overflow_entry, kImageBase + 0x200);
    EXPECT_FALSE(read_note(other.data(), other.size(), header, found));
    EXPECT_FALSE(read_note(bad.data(), bad.size(), header, found));
}

TEST(ExecutableNote, is_not_read_over_its_end) {
    ExecutableHeader header;
    ASSERT_TRUE(read(executable(), header));
    abi::x86_64::Note found;
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = note(0);
        bytes[random() % bytes.size()] = char(random());
        size_t length = random() % (bytes.size() + 1);
        auto exact = std::make_unique<char[]>(length);
        bytes.copy(exact.get(), length);
        read_note(exact.get(), length, header, found);
    }
}

} // namespace
} // namespace kernel::arch
