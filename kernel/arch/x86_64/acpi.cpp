// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/acpi.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

constexpr uint64_t kHeaderSize = 36;
constexpr uint64_t kMaxTable = 4 << 20; // a DSDT can be large; nothing else is
constexpr uint32_t kMaxTables = 256;

template<typename T>
T value_at(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof(value));
    return value;
}

bool sum_is_zero(const char* bytes, uint64_t size) {
    uint8_t sum = 0;
    for (uint64_t at = 0; at < size; ++at)
        sum = static_cast<uint8_t>(sum + static_cast<uint8_t>(bytes[at]));
    return sum == 0;
}

struct Table {
    const char* bytes = nullptr;
    uint32_t size = 0;

    bool is(const char* signature) const { return bytes && std::memcmp(bytes, signature, 4) == 0; }
    template<typename T>
    T get(uint64_t offset) const {
        return offset + sizeof(T) <= size ? value_at<T>(bytes + offset) : T(0);
    }
};

class Reader {
  public:
    Reader(PhysicalReader reader, Acpi& to) : reader_(reader), to_(to) {}

    void read(const char* root_copy, uint64_t root) {
        const char* pointer = root_copy[0] != 0 ? root_copy : find_root(root);
        if (!pointer) {
            complain("no ACPI root pointer");
            return;
        }
        bool is_new = pointer[15] >= 2;
        auto extended = is_new ? value_at<uint64_t>(pointer + 24) : 0;
        if (extended != 0)
            read_list(extended, "XSDT", 8);
        else
            read_list(value_at<uint32_t>(pointer + 16), "RSDT", 4);
    }

  private:
    void complain(const char* problem) {
        if (!to_.problem)
            to_.problem = problem;
    }

    const char* check_root(uint64_t address) {
        const char* bytes = reader_(address, kHeaderSize);
        if (!bytes || std::memcmp(bytes, "RSD PTR ", 8) != 0 || !sum_is_zero(bytes, 20))
            return nullptr;
        to_.root = address;
        return bytes;
    }

    const char* find_root(uint64_t root) {
        if (root != 0)
            return check_root(root);
        for (uint64_t at = 0xe0000; at < 0x100000; at += 16) {
            if (const char* bytes = check_root(at))
                return bytes;
        }
        return nullptr;
    }

    Table open(uint64_t address, const char* problem) {
        const char* header = address != 0 ? reader_(address, kHeaderSize) : nullptr;
        uint32_t size = header ? value_at<uint32_t>(header + 4) : 0;
        const char* bytes = size >= kHeaderSize && size <= kMaxTable ? reader_(address, size) : nullptr;
        if (bytes && sum_is_zero(bytes, size))
            return {bytes, size};
        complain(problem);
        return {};
    }

    void read_list(uint64_t address, const char* signature, uint32_t width) {
        Table list = open(address, "the ACPI root table is damaged");
        if (!list.is(signature))
            return;
        uint32_t count = (list.size - kHeaderSize) / width;
        for (uint32_t index = 0; index < count && index < kMaxTables; ++index) {
            uint64_t at = kHeaderSize + index * width;
            read_table(width == 8 ? list.get<uint64_t>(at) : list.get<uint32_t>(at));
        }
    }

    void read_table(uint64_t address) {
        Table table = open(address, "an ACPI table is damaged");
        if (table.is("APIC"))
            read_madt(table);
        else if (table.is("FACP"))
            read_fadt(table);
        else if (table.is("HPET"))
            to_.hpet = table.get<uint64_t>(44);
    }

    void read_madt(const Table& table) {
        to_.local_apic = table.get<uint32_t>(36);
        for (uint32_t at = 44; at + 2 <= table.size;) {
            auto type = table.get<uint8_t>(at);
            auto length = table.get<uint8_t>(at + 1);
            if (length < 2) {
                complain("the ACPI interrupt table is damaged");
                return;
            }
            read_madt_entry(table, at, type);
            at += length;
        }
    }

    void read_madt_entry(const Table& table, uint32_t at, uint8_t type) {
        enum { kIoApic = 1, kOverride = 2, kLocalAddress = 5 };
        if (type == kIoApic && to_.io_apic_count < Acpi::kMaxIoApics) {
            to_.io_apics[to_.io_apic_count++] = {table.get<uint32_t>(at + 4), table.get<uint32_t>(at + 8)};
        } else if (type == kOverride && to_.override_count < Acpi::kMaxOverrides) {
            auto flags = table.get<uint16_t>(at + 8);
            to_.overrides[to_.override_count++] = {.line = table.get<uint8_t>(at + 3),
                                                   .global = table.get<uint32_t>(at + 4),
                                                   .low_active = (flags & 3) == 3,
                                                   .level = (flags >> 2 & 3) == 3};
        } else if (type == kLocalAddress) {
            to_.local_apic = table.get<uint64_t>(at + 4);
        }
    }

    static RegisterAddress generic_address(const Table& table, uint32_t at) {
        return {table.get<uint64_t>(at + 4), table.get<uint8_t>(at) == 1};
    }

    void read_fadt(const Table& table) {
        constexpr uint32_t kResetSupported = 1 << 10, kTimerIs32Bit = 1 << 8;
        auto flags = table.get<uint32_t>(112);
        to_.smi_port = static_cast<uint16_t>(table.get<uint32_t>(48));
        to_.acpi_enable = table.get<uint8_t>(52);
        to_.power_port_a = static_cast<uint16_t>(table.get<uint32_t>(64));
        to_.power_port_b = static_cast<uint16_t>(table.get<uint32_t>(68));
        to_.timer_port = static_cast<uint16_t>(table.get<uint32_t>(76));
        to_.timer_is_32_bit = (flags & kTimerIs32Bit) != 0;
        if (flags & kResetSupported) {
            to_.reset = generic_address(table, 116);
            to_.reset_value = table.get<uint8_t>(128);
        }
        auto dsdt = table.get<uint64_t>(140);
        read_dsdt(open(dsdt != 0 ? dsdt : table.get<uint32_t>(40), "the ACPI DSDT is damaged"));
    }

    // Name(\_S5, Package { a, b, ... }): name op, optional root prefix, "_S5_", package op, length, count,
    // numbers.
    void read_dsdt(const Table& table) {
        constexpr uint8_t kPackage = 0x12;
        for (uint32_t at = kHeaderSize; at + 12 < table.size; ++at) {
            if (std::memcmp(table.bytes + at, "_S5_", 4) != 0 || table.get<uint8_t>(at + 4) != kPackage)
                continue;
            uint32_t length_bytes = 1 + (table.get<uint8_t>(at + 5) >> 6);
            uint32_t number = at + 5 + length_bytes + 1;
            to_.power_off_a = read_number(table, number);
            to_.power_off_b = read_number(table, number);
            to_.has_power_off = true;
            return;
        }
    }

    static uint8_t read_number(const Table& table, uint32_t& at) {
        constexpr uint8_t kByte = 0x0a;
        if (table.get<uint8_t>(at) == kByte)
            ++at;
        return table.get<uint8_t>(at++) & 7;
    }

    PhysicalReader reader_;
    Acpi& to_;
};

} // namespace

void read_acpi(PhysicalReader reader, const char* root_copy, uint64_t root, Acpi& to) {
    Reader(reader, to).read(root_copy, root);
}

} // namespace kernel::arch
