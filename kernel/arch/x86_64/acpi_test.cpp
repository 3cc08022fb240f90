// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/acpi.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace kernel::arch {
namespace {

constexpr uint64_t kRoot = 0xe0040, kList = 0x10000, kMadt = 0x20000, kFadt = 0x30000, kHpet = 0x40000,
                   kDsdt = 0x50000;

/// Physical memory: pieces, each in memory of exactly its size, so that a byte too many is found by the
/// sanitizer.
std::map<uint64_t, std::vector<char>>& memory() {
    static std::map<uint64_t, std::vector<char>> pieces;
    return pieces;
}

const char* read(uint64_t address, uint64_t size) {
    auto above = memory().upper_bound(address);
    if (above == memory().begin())
        return nullptr;
    const auto& [start, bytes] = *std::prev(above);
    bool inside = address - start <= bytes.size() && size <= bytes.size() - (address - start);
    return inside ? bytes.data() + (address - start) : nullptr;
}

template<typename T>
void put(std::string& to, size_t at, T value) {
    if (to.size() < at + sizeof(value))
        to.resize(at + sizeof(value));
    std::memcpy(to.data() + at, &value, sizeof(value));
}

void balance(std::string& bytes, size_t place, size_t size) {
    bytes[place] = 0;
    uint8_t sum = 0;
    for (size_t at = 0; at < size; ++at)
        sum = uint8_t(sum + uint8_t(bytes[at]));
    bytes[place] = char(-sum);
}

void place(uint64_t address, const std::string& bytes) {
    memory()[address] = {bytes.begin(), bytes.end()};
}

void place_table(uint64_t address, const char* signature, std::string bytes) {
    std::memcpy(bytes.data(), signature, 4);
    put(bytes, 4, uint32_t(bytes.size()));
    balance(bytes, 9, bytes.size());
    place(address, bytes);
}

std::string madt() {
    std::string table(44, '\0');
    put(table, 36, uint32_t(0xfee00000));
    table += std::string("\1\14\0\0\0\0\xc0\xfe\0\0\0\0", 12); // I/O APIC at 0xfec00000
    table += std::string("\2\12\0\11\11\0\0\0\x0f\0", 10);     // line 9: level, low
    return table;
}

std::string fadt() {
    std::string table(148, '\0');
    put(table, 40, uint32_t(kDsdt));
    put(table, 48, uint32_t(0xb2));
    put(table, 52, uint8_t(2));
    put(table, 64, uint32_t(0x604));
    put(table, 76, uint32_t(0x608));
    put(table, 112, uint32_t(1 << 10 | 1 << 8));
    put(table, 116, uint8_t(1));
    put(table, 120, uint64_t(0xcf9));
    put(table, 128, uint8_t(6));
    return table;
}

class AcpiTest : public ::testing::Test {
  protected:
    void SetUp() override {
        memory().clear();
        std::string root(36, '\0');
        root.replace(0, 8, "RSD PTR ");
        put(root, 16, uint32_t(kList));
        balance(root, 8, 20);
        place(kRoot, root);
        std::string list(36, '\0');
        for (uint64_t table : {kMadt, kFadt, kHpet})
            put(list, list.size(), uint32_t(table));
        place_table(kList, "RSDT", list);
        place_table(kMadt, "APIC", madt());
        place_table(kFadt, "FACP", fadt());
        std::string hpet(56, '\0');
        put(hpet, 44, uint64_t(0xfed00000));
        place_table(kHpet, "HPET", hpet);
        place_table(kDsdt, "DSDT",
                    std::string(36, '\0') + std::string("\x08_S5_\x12\x06\x04\x0a\x05\x0a\x03\0\0", 14));
    }
    static Acpi read_all(uint64_t root = 0) {
        Acpi to;
        const char none[36] = {};
        read_acpi(read, none, root, to);
        return to;
    }
};

TEST_F(AcpiTest, the_tables_are_found_from_the_bios_area_on) {
    Acpi to = read_all();
    EXPECT_EQ(to.problem, nullptr);
    EXPECT_EQ(to.root, kRoot);
    EXPECT_EQ(to.local_apic, 0xfee00000u);
    ASSERT_EQ(to.io_apic_count, 1u);
    EXPECT_EQ(to.io_apics[0].address, 0xfec00000u);
    ASSERT_EQ(to.override_count, 1u);
    EXPECT_TRUE(to.overrides[0].line == 9 && to.overrides[0].level && to.overrides[0].low_active);
    EXPECT_EQ(to.hpet, 0xfed00000u);
    EXPECT_EQ(to.timer_port, 0x608u);
    EXPECT_TRUE(to.timer_is_32_bit);
    EXPECT_TRUE(to.reset.port && to.reset.address == 0xcf9 && to.reset_value == 6);
    EXPECT_TRUE(to.has_power_off);
    EXPECT_EQ(to.power_off_a, 5u);
    EXPECT_EQ(to.power_off_b, 3u);
}

TEST_F(AcpiTest, a_computer_without_tables_is_named_and_has_nothing) {
    memory().clear();
    Acpi to = read_all();
    EXPECT_NE(to.problem, nullptr);
    EXPECT_EQ(to.root, 0u);
    EXPECT_EQ(to.io_apic_count, 0u);
    EXPECT_FALSE(to.has_power_off);
}

TEST_F(AcpiTest, a_table_with_a_wrong_sum_is_left_out_and_the_others_are_used) {
    memory()[kMadt][50] ^= 1;
    Acpi to = read_all();
    EXPECT_NE(to.problem, nullptr);
    EXPECT_EQ(to.io_apic_count, 0u);
    EXPECT_EQ(to.timer_port, 0x608u);
}

TEST_F(AcpiTest, an_interrupt_entry_without_length_ends_the_table) {
    std::string table = madt();
    table[45] = 0;
    place_table(kMadt, "APIC", table);
    Acpi to = read_all();
    EXPECT_NE(to.problem, nullptr);
    EXPECT_EQ(to.io_apic_count, 0u);
    EXPECT_EQ(to.hpet, 0xfed00000u);
}

TEST_F(AcpiTest, tables_that_are_cut_but_say_so_never_lead_outside) {
    const std::map<uint64_t, std::string> tables = {{kMadt, madt()}, {kFadt, fadt()}};
    for (const auto& [address, whole] : tables) {
        for (size_t length = 36; length < whole.size(); ++length) {
            place_table(address, address == kMadt ? "APIC" : "FACP", whole.substr(0, length));
            read_all();
        }
        place_table(address, address == kMadt ? "APIC" : "FACP", whole);
    }
}

TEST_F(AcpiTest, damaged_bytes_with_right_sums_never_lead_outside) {
    std::mt19937 random(1);
    for (int round = 0; round < 5'000; ++round) {
        SetUp();
        for (uint64_t address : {kList, kMadt, kFadt, kDsdt}) {
            auto& bytes = memory()[address];
            std::string damaged(bytes.begin(), bytes.end());
            damaged[36 + random() % (damaged.size() - 36)] = char(random());
            balance(damaged, 9, damaged.size());
            place(address, damaged);
        }
        Acpi to = read_all();
        EXPECT_LE(to.io_apic_count, Acpi::kMaxIoApics);
        EXPECT_LE(to.override_count, Acpi::kMaxOverrides);
    }
}

} // namespace
} // namespace kernel::arch
