// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/memory.hpp"

#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/processor.hpp"

#include <cstring>

// Of native/boot/kernel.ld and entry.S.
extern "C" char kernel_text[], kernel_rodata[], kernel_data[], kernel_end[], kernel_stack_guard[];

namespace kernel::arch {

using abi::x86_64::BootInformation;
using abi::x86_64::kDirectMap;
using abi::x86_64::kDirectMapSize;
using abi::x86_64::kKernelBase;
using abi::x86_64::MemoryKind;
using abi::x86_64::MemoryRange;

namespace {

constexpr Physical kLowMemory = 0x100000; // below: firmware, video, what loaders leave
constexpr Physical kBootMapped = uint64_t(1) << 32;
constexpr uint64_t kLargePage = 2 << 20;
constexpr uint64_t kDeviceWindow = 0xffff'c000'0000'0000;
constexpr std::string_view kNoTables = "there is no memory for the kernel's page tables";

struct Range {
    Physical begin, end;
};

constinit PageTable table;
constinit MemoryRange known[BootInformation::kMaxRanges] = {};
constinit uint32_t known_count = 0;
constinit uint64_t next_device_address = kDeviceWindow;

Physical physical_of(const char* linked) {
    return reinterpret_cast<uintptr_t>(linked) - kKernelBase;
}

/// What lies behind the direct map is left alone.
Physical end_of(const MemoryRange& range) {
    Physical end = range.base + range.size;
    return end < kDirectMapSize ? end : kDirectMapSize;
}

Physical end_of_memory(const BootInformation& information) {
    Physical end = 0;
    for (uint32_t index = 0; index < information.ranges; ++index) {
        const MemoryRange& range = information.memory[index];
        if (range.kind == MemoryKind::usable && end_of(range) > end)
            end = end_of(range);
    }
    return end;
}

/// Calls function(begin, end) for what is left of [begin, end) without `taken`, sorted by address.
template<typename Function>
void without(Range range, const Range* taken, uint32_t count, Function function) {
    if (range.begin >= range.end)
        return;
    for (uint32_t index = 0; index < count; ++index) {
        const Range& hole = taken[index];
        if (hole.end <= range.begin || hole.begin >= range.end)
            continue;
        without({range.begin, hole.begin}, taken, count, function);
        without({hole.end, range.end}, taken, count, function);
        return;
    }
    function(range);
}

struct Reserved {
    Range ranges[4];
    uint32_t count = 0;
    void add(Physical begin, Physical end) {
        ranges[count++] = {begin / kPageSize * kPageSize, pages_of(end) * kPageSize};
    }
};

Reserved reserved_by_boot(const BootInformation& information) {
    Reserved reserved;
    reserved.add(0, kLowMemory);
    reserved.add(kLowMemory, physical_of(kernel_end));
    if (information.archive_size != 0)
        reserved.add(information.archive, information.archive + information.archive_size);
    return reserved;
}

template<typename Function>
void for_each_usable(const BootInformation& information, const Reserved& reserved, Function function) {
    for (uint32_t index = 0; index < information.ranges; ++index) {
        const MemoryRange& range = information.memory[index];
        if (range.kind == MemoryKind::usable)
            without({range.base, end_of(range)}, reserved.ranges, reserved.count, function);
    }
}

/// The first range below 4 GiB that the records fit into.
Physical place_for_records(const BootInformation& information, const Reserved& reserved, uint64_t bytes) {
    Physical place = 0;
    for_each_usable(information, reserved, [&](Range range) {
        Physical begin = pages_of(range.begin) * kPageSize;
        Physical end = range.end < kBootMapped ? range.end : kBootMapped;
        if (place == 0 && end > begin && end - begin >= bytes)
            place = begin;
    });
    return place;
}

void map_page(uint64_t address, Physical frame, Entry flags) {
    Entry* entry = table.make(address, false);
    if (!entry)
        cannot_start(kNoTables, "", kMemoryAdvice);
    *entry = frame | flags | page::kPresent;
}

void map_linked(const char* begin, const char* end, Entry flags) {
    for (const char* at = begin; at < end; at += kPageSize)
        map_page(reinterpret_cast<uintptr_t>(at), physical_of(at), flags);
}

constexpr Entry kData = page::kWrite | page::kNoExecute;

/// A large page of the direct map that is in the kernel's table of small ones: what the kernel does not use.
void map_beside_kernel(Physical begin) {
    for (Physical at = begin; at < begin + kLargePage; at += kPageSize) {
        if (*table.find(kDirectMap + at) == 0)
            map_page(kDirectMap + at, at, kData);
    }
}

void map_direct(Physical end) {
    for (Physical at = 0; at < end; at += kLargePage) {
        Entry* entry = table.make_large(kDirectMap + at);
        if (!entry)
            cannot_start(kNoTables, "", kMemoryAdvice);
        if (*entry & page::kPresent)
            map_beside_kernel(at);
        else
            *entry = at | kData | page::kPresent | page::kLarge;
    }
}

// The kernel and the first gigabyte of the direct map are one table, with the same permissions at both
// places: a table less to look into when the address space has changed.
void build_kernel_table(Physical end) {
    table.set_root(allocate_table());
    map_linked(kernel_text, kernel_rodata, 0);
    map_linked(kernel_rodata, kernel_data, page::kNoExecute);
    map_linked(kernel_data, kernel_end, kData);
    *table.make_gigabyte(kDirectMap) = *table.make_gigabyte(kKernelBase);
    map_direct(end > kBootMapped ? end : kBootMapped);
    *table.find(reinterpret_cast<uintptr_t>(kernel_stack_guard)) = 0;
    // One table under each slot of the window exists from now on, so that every address space shows it.
    if (!table.make(kDeviceWindow, false))
        cannot_start(kNoTables, "", kMemoryAdvice);
}

// Entry 1 (page::kWriteCombining) becomes write combining; the others stay as after reset.
void start_page_attributes() {
    constexpr uint64_t kAfterReset = 0x0007'0406'0007'0406;
    constexpr uint64_t kEntry1 = 0xff00, kCombining = 0x0100;
    write_register(Register::page_attributes, (kAfterReset & ~kEntry1) | kCombining);
}

} // namespace

void start_memory(const BootInformation& information) {
    std::memcpy(known, information.memory, sizeof(known));
    known_count = information.ranges;
    Reserved reserved = reserved_by_boot(information);
    Physical end = end_of_memory(information);
    uint64_t bytes = pages_of(end) * sizeof(uint32_t);
    Physical records = place_for_records(information, reserved, bytes);
    if (records == 0)
        cannot_start("the loader names no memory that can be used", "", kMemoryAdvice);
    reserved.add(records, records + bytes);
    frames().start(at_physical(0), at_physical<uint32_t>(records), pages_of(end));
    auto add_below = [&](Range range) {
        if (range.begin < kBootMapped)
            frames().add(range.begin, (range.end < kBootMapped ? range.end : kBootMapped) - range.begin);
    };
    for_each_usable(information, reserved, add_below);
    start_page_attributes();
    build_kernel_table(end);
    write_page_table(table.root());
    for_each_usable(information, reserved, [&](Range range) {
        if (range.end > kBootMapped) {
            Physical begin = range.begin > kBootMapped ? range.begin : kBootMapped;
            frames().add(begin, range.end - begin);
        }
    });
}

const PageTable& kernel_page_table() {
    return table;
}

char* map_device(Physical address, uint64_t size, Cache cache) {
    Entry flags = cache == Cache::uncached ? page::kUncached : page::kWriteCombining;
    Physical first = address / kPageSize * kPageSize;
    uint64_t window = next_device_address;
    for (Physical frame = first; frame < address + size; frame += kPageSize) {
        Entry* entry = table.make(next_device_address, false);
        if (!entry)
            return nullptr;
        *entry = frame | flags | page::kPresent | page::kWrite | page::kNoExecute | page::kDevice;
        next_device_address += kPageSize;
    }
    return reinterpret_cast<char*>(window + (address - first));
}

bool is_ram(Physical address, uint64_t size) {
    for (uint32_t index = 0; index < known_count; ++index) {
        const MemoryRange& range = known[index];
        bool apart = address + size <= range.base || range.base + range.size <= address;
        if (range.kind == MemoryKind::usable && !apart)
            return true;
    }
    return false;
}

} // namespace kernel::arch
