// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/page_table.hpp"

#include <cstring>

namespace kernel::arch {

Physical allocate_table() {
    Physical table = frames().allocate();
    if (table != 0)
        std::memset(at_physical(table), 0, kPageSize);
    return table;
}

Entry* PageTable::find(uint64_t address) const {
    Physical table = root_;
    for (int level = 3; level > 0; --level) {
        Entry entry = entries(table)[index(address, level)];
        if (!(entry & page::kPresent) || (entry & page::kLarge))
            return nullptr;
        table = page::frame_of(entry);
    }
    return &entries(table)[index(address, 0)];
}

Entry* PageTable::make(uint64_t address, bool user) {
    return descend(address, 0, user ? page::kUser : 0);
}

Entry* PageTable::make_large(uint64_t address) {
    return descend(address, 1, 0);
}

Entry* PageTable::make_gigabyte(uint64_t address) {
    return descend(address, 2, 0);
}

Entry* PageTable::descend(uint64_t address, int lowest, Entry extra) const {
    Physical table = root_;
    for (int level = 3; level > lowest; --level) {
        Entry& entry = entries(table)[index(address, level)];
        if (entry == 0) {
            Physical made = allocate_table();
            if (made == 0)
                return nullptr;
            entry = made | page::kPresent | page::kWrite | extra;
        }
        table = page::frame_of(entry);
    }
    return &entries(table)[index(address, lowest)];
}

void PageTable::release_user_tables() {
    release_below(root_, 3, kEntries / 2);
}

void PageTable::release_below(Physical table, int level, uint64_t count) {
    for (uint64_t slot = 0; slot < count; ++slot) {
        Entry& entry = entries(table)[slot];
        if (entry == 0)
            continue;
        if (level > 1)
            release_below(page::frame_of(entry), level - 1, kEntries);
        frames().release(page::frame_of(entry));
        entry = 0;
    }
}

} // namespace kernel::arch
