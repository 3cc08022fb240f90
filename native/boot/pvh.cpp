// SPDX-License-Identifier: MIT
#include "native/boot/pvh.hpp"

#include "native/boot/information.hpp"

namespace boot {

namespace {

constexpr uint64_t kReadable = uint64_t(1) << 32;
constexpr uint32_t kMagic = 0x336ec578;
constexpr uint32_t kMostEntries = 4096; // of a memory map that is not damaged

struct StartInformation {
    uint32_t magic;
    uint32_t version;
    uint32_t flags;
    uint32_t modules;
    uint64_t module_list;
    uint64_t command_line;
    uint64_t acpi_root;
    uint64_t memory_map; // from here on since version 1
    uint32_t memory_map_entries;
    uint32_t reserved;
};

struct Module {
    uint64_t address, size, command_line, reserved;
};

struct MapEntry {
    uint64_t address, size;
    uint32_t type, reserved;
};

bool readable(uint64_t address, uint64_t size) {
    return address < kReadable && size <= kReadable - address;
}

void read_module(Physical memory, const StartInformation& start, BootInformation& to) {
    if (start.modules == 0 || !readable(start.module_list, sizeof(Module)))
        return;
    auto module = value_at<Module>(memory + start.module_list);
    to.archive = module.address;
    to.archive_size = module.size;
}

void read_memory_map(Physical memory, const StartInformation& start, BootInformation& to) {
    uint64_t size = uint64_t(start.memory_map_entries) * sizeof(MapEntry);
    if (start.version < 1 || !readable(start.memory_map, size)) {
        to.problem = "the loader gives no memory map";
        return;
    }
    if (start.memory_map_entries > kMostEntries) {
        to.problem = "the loader's memory map is damaged";
        return;
    }
    for (uint32_t index = 0; index < start.memory_map_entries; ++index) {
        auto entry = value_at<MapEntry>(memory + start.memory_map + index * sizeof(MapEntry));
        add_range(to, entry.address, entry.size, entry.type);
    }
}

} // namespace

void read_pvh(Physical memory, uint64_t address, BootInformation& to) {
    copy_text(to.loader, sizeof(to.loader), "PVH", 3);
    if (!readable(address, sizeof(StartInformation))) {
        to.problem = "the loader's information is outside the memory that can be read";
        return;
    }
    auto start = value_at<StartInformation>(memory + address);
    if (start.magic != kMagic) {
        to.problem = "the loader's information is damaged: the magic number is wrong";
        return;
    }
    if (readable(start.command_line, 1) && start.command_line != 0)
        copy_text(to.command_line, sizeof(to.command_line), memory + start.command_line,
                  kReadable - start.command_line);
    to.acpi_root = start.acpi_root;
    read_module(memory, start, to);
    read_memory_map(memory, start, to);
}

} // namespace boot
