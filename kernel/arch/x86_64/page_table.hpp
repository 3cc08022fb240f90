// SPDX-License-Identifier: MIT
// Page tables of four levels, 4 KiB pages (and 2 MiB ones for the kernel). Source: Intel SDM volume 3,
// chapter 4.
#pragma once

#include "kernel/arch/x86_64/frames.hpp"

namespace kernel::arch {

using Entry = uint64_t;

namespace page {
inline constexpr Entry kPresent = 1 << 0;
inline constexpr Entry kWrite = 1 << 1;
inline constexpr Entry kUser = 1 << 2;
inline constexpr Entry kWriteCombining = 1 << 3; // entry 1 of the page attribute table, see memory.cpp
inline constexpr Entry kUncached = 1 << 4;
inline constexpr Entry kLarge = 1 << 7;
inline constexpr Entry kNoExecute = Entry(1) << 63;
// For us: of entries that are not present ...
inline constexpr Entry kPromised = 1 << 9; // zeros; a frame comes when it is touched
inline constexpr Entry kGuard = 1 << 10;   // whoever touches it has overflowed a stack
// ... and of those that are.
inline constexpr Entry kDevice = 1 << 11; // not a frame of the allocator
// A frame that tasks share; for all of its users but one, another frame is promised.
inline constexpr Entry kShared = Entry(1) << 52;
inline constexpr Entry kAddress = 0x000f'ffff'ffff'f000;

constexpr Physical frame_of(Entry entry) {
    return entry & kAddress;
}
} // namespace page

class PageTable {
  public:
    Physical root() const { return root_; }
    void set_root(Physical root) { root_ = root; }

    /// The entry of a page; nullptr when there is no table for it.
    Entry* find(uint64_t address) const;
    /// As find, but makes the tables that are missing, reachable for user code if `user`; nullptr: no memory.
    Entry* make(uint64_t address, bool user);
    /// The entry of a 2 MiB page, for the kernel.
    Entry* make_large(uint64_t address);
    /// The same of a whole gigabyte.
    Entry* make_gigabyte(uint64_t address);

    /// function(address, entry) for each entry of the lower half (that of the task) that is not 0.
    template<typename Function>
    void for_each_user(Function function) const {
        walk(root_, 3, 0, 256, function);
    }
    /// Frees the tables of the lower half; what they show must be gone.
    void release_user_tables();

  private:
    static constexpr uint64_t kEntries = 512;
    static uint64_t index(uint64_t address, int level) { return address >> (12 + 9 * level) & 511; }
    static Entry* entries(Physical table) { return at_physical<Entry>(table); }
    static void release_below(Physical table, int level, uint64_t count);
    Entry* descend(uint64_t address, int lowest, Entry extra) const;

    template<typename Function>
    static void walk(Physical table, int level, uint64_t base, uint64_t count, Function& function) {
        for (uint64_t slot = 0; slot < count; ++slot) {
            Entry& entry = entries(table)[slot];
            uint64_t address = base | slot << (12 + 9 * level);
            if (entry == 0)
                continue;
            if (level == 0)
                function(address, entry);
            else
                walk(page::frame_of(entry), level - 1, address, kEntries, function);
        }
    }

    Physical root_ = 0;
};

/// A zeroed page for a table; 0: no memory.
Physical allocate_table();

} // namespace kernel::arch
