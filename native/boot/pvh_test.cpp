// SPDX-License-Identifier: MIT
#include "native/boot/pvh.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <sys/mman.h>

namespace boot {
namespace {

using abi::x86_64::BootInformation;
using abi::x86_64::MemoryKind;

constexpr uint64_t kReadable = uint64_t(1) << 32;
constexpr uint64_t kStart = 0x1000, kModules = 0x2000, kMap = 0x3000, kText = 0x4000;

/// Four gigabytes that take none, with a page behind them that nobody may touch.
class PvhTest : public ::testing::Test {
  protected:
    void SetUp() override {
        constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
        void* place = mmap(nullptr, kReadable + 4096, PROT_READ | PROT_WRITE, kFlags, -1, 0);
        ASSERT_NE(place, MAP_FAILED);
        memory_ = static_cast<char*>(place);
        ASSERT_EQ(mprotect(memory_ + kReadable, 4096, PROT_NONE), 0);
        put(kStart, {0x336ec578, 1, 0, 1}); // magic, version, flags, modules
        put64(kStart + 16, {kModules, kText, 0xe0000, kMap});
        put(kStart + 48, {2, 0}); // entries of the map
        put64(kModules, {0x200000, 0x12345});
        put64(kMap, {0, 0x9f000, 1, 0x100000, 0x7f00000, 1});
        std::strcpy(memory_ + kText, "console=serial");
    }
    void TearDown() override { munmap(memory_, kReadable + 4096); }

    void put(uint64_t at, std::initializer_list<uint32_t> words) {
        for (uint32_t word : words) {
            std::memcpy(memory_ + at, &word, sizeof(word));
            at += sizeof(word);
        }
    }
    void put64(uint64_t at, std::initializer_list<uint64_t> words) {
        for (uint64_t word : words) {
            std::memcpy(memory_ + at, &word, sizeof(word));
            at += sizeof(word);
        }
    }
    std::unique_ptr<BootInformation> read(uint64_t address = kStart) {
        auto to = std::make_unique<BootInformation>();
        read_pvh(memory_, address, *to);
        return to;
    }

    char* memory_ = nullptr;
};

TEST_F(PvhTest, everything_that_the_loader_says_is_known) {
    auto to = read();
    EXPECT_EQ(to->problem, nullptr);
    EXPECT_STREQ(to->command_line, "console=serial");
    EXPECT_EQ(to->archive, 0x200000u);
    EXPECT_EQ(to->archive_size, 0x12345u);
    EXPECT_EQ(to->acpi_root, 0xe0000u);
    ASSERT_EQ(to->ranges, 2u);
    EXPECT_EQ(to->memory[1].base, 0x100000u);
    EXPECT_EQ(to->memory[1].kind, MemoryKind::usable);
}

TEST_F(PvhTest, information_outside_of_what_can_be_read_is_named) {
    for (uint64_t address : {kReadable, kReadable - 8, ~uint64_t(0)}) {
        auto to = read(address);
        ASSERT_NE(to->problem, nullptr) << address;
        EXPECT_EQ(to->ranges, 0u);
    }
}

TEST_F(PvhTest, a_wrong_magic_number_and_an_old_version_are_named) {
    put(kStart + 4, {0});
    EXPECT_NE(std::string(read()->problem).find("memory map"), std::string::npos);
    put(kStart, {0x336ec579});
    EXPECT_NE(std::string(read()->problem).find("magic"), std::string::npos);
}

TEST_F(PvhTest, a_map_of_a_hundred_million_entries_is_damaged_and_not_read) {
    put(kStart + 48, {100'000'000});
    EXPECT_NE(std::string(read()->problem).find("damaged"), std::string::npos);
}

TEST_F(PvhTest, lists_that_reach_over_the_end_are_not_read) {
    put64(kStart + 16, {kReadable - 16}); // module list
    put64(kStart + 40, {kReadable - 24}); // map of two entries
    auto to = read();
    EXPECT_EQ(to->archive_size, 0u);
    EXPECT_EQ(to->ranges, 0u);
    EXPECT_NE(to->problem, nullptr);
}

TEST_F(PvhTest, a_command_line_at_the_very_end_stops_there) {
    memory_[kReadable - 1] = 'x';
    put64(kStart + 24, {kReadable - 1});
    EXPECT_STREQ(read()->command_line, "x");
}

TEST_F(PvhTest, a_damaged_byte_never_leads_outside) {
    std::mt19937_64 random(1);
    char original[56];
    std::memcpy(original, memory_ + kStart, sizeof(original));
    for (int round = 0; round < 20'000; ++round) {
        std::memcpy(memory_ + kStart, original, sizeof(original));
        for (int count = 0; count < 3; ++count)
            memory_[kStart + 4 + random() % 52] = char(random());
        EXPECT_LE(read()->ranges, BootInformation::kMaxRanges);
    }
}

} // namespace
} // namespace boot
