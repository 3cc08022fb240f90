// SPDX-License-Identifier: MIT
#include "native/boot/information.hpp"

namespace boot {

void copy_text(char* to, size_t room, const char* from, size_t size) {
    size_t at = 0;
    for (; at < size && at + 1 < room && from[at] != '\0'; ++at)
        to[at] = from[at];
    to[at] = '\0';
}

void add_range(BootInformation& to, uint64_t base, uint64_t size, uint32_t type) {
    if (size == 0)
        return;
    if (to.ranges == BootInformation::kMaxRanges) {
        to.problem = "the loader's memory map has too many entries; the rest of the memory is not used";
        return;
    }
    MemoryKind kind = type == 1   ? MemoryKind::usable
                      : type == 3 ? MemoryKind::acpi_tables
                                  : MemoryKind::reserved;
    to.memory[to.ranges++] = {base, size, kind};
}

} // namespace boot
