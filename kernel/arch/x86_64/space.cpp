// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/space.hpp"

#include "kernel/arch/x86_64/memory.hpp"
#include "kernel/arch/x86_64/processor.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

constexpr uint64_t kDeviceMemory = uint64_t(1) << 38; // where device memory appears, far above any heap
constexpr uint64_t kMaxHeap = uint64_t(512) << 20;    // bytes a task

Space spaces[abi::kMaxTasks + 1];

constexpr Entry kUserData = page::kPresent | page::kWrite | page::kUser | page::kNoExecute;

void give_frame(Space& space, Entry& entry) {
    --space.promised;
    ++space.frames;
    Physical frame = frames().allocate_promised();
    std::memset(at_physical(frame), 0, kPageSize);
    entry = frame | kUserData;
}

void drop_page(Space& space, Entry& entry) {
    if (entry & page::kPresent) {
        if (!(entry & page::kDevice)) {
            Physical frame = page::frame_of(entry);
            if ((entry & page::kShared) && frames().users(frame) > 1)
                frames().take_back_promise(1);
            frames().release(frame);
            --space.frames;
        }
    } else if (entry & page::kPromised) {
        frames().take_back_promise(1);
        --space.promised;
    }
    entry = 0;
}

bool make_tables(Space& space, uint64_t begin, uint64_t end) {
    constexpr uint64_t kTableReach = 2 << 20;
    for (uint64_t at = begin / kTableReach * kTableReach; at < end; at += kTableReach) {
        if (!space.table.make(at, true))
            return false;
    }
    return true;
}

bool is_guarded(Entry entry) {
    return !(entry & page::kPresent) && (entry & page::kGuard);
}

uint64_t count_guarded(const Space& space, uint64_t address, uint64_t size) {
    uint64_t count = 0;
    for (uint64_t at = address; at < address + size; at += kPageSize)
        count += is_guarded(*space.table.find(at)) ? 1 : 0;
    return count;
}

} // namespace

Space& space_of(Slot slot) {
    return spaces[slot];
}

bool keep_promise(Space& space, uint64_t address) {
    Entry* entry = space.table.find(address);
    if (!entry || (*entry & page::kPresent) || !(*entry & page::kPromised))
        return false;
    give_frame(space, *entry);
    return true;
}

char* locate(Space& space, uint64_t address, Access access) {
    if (address >= abi::x86_64::kAddressLimit)
        return nullptr;
    Entry* entry = space.table.find(address);
    if (!entry)
        return nullptr;
    if (!(*entry & page::kPresent)) {
        if (!(*entry & page::kPromised))
            return nullptr;
        give_frame(space, *entry);
    }
    if (access == Access::write && !(*entry & page::kWrite))
        return nullptr;
    if (*entry & page::kDevice)
        return nullptr; // not memory that bytes may be copied from
    return at_physical(page::frame_of(*entry)) + address % kPageSize;
}

bool accessible(Space& space, uint64_t address, uint64_t size, Access access) {
    if (size > abi::x86_64::kAddressLimit || address > abi::x86_64::kAddressLimit - size)
        return false;
    for (uint64_t at = address / kPageSize * kPageSize; at < address + size; at += kPageSize) {
        Entry* entry = space.table.find(at);
        if (!entry || !(*entry & (page::kPresent | page::kPromised)) || (*entry & page::kDevice))
            return false;
        bool writable = (*entry & page::kPromised) || (*entry & page::kWrite);
        if (access == Access::write && !writable)
            return false;
    }
    return true;
}

bool promise_pages(Space& space, uint64_t begin, uint64_t end) {
    uint64_t pages = (end - begin) / kPageSize;
    if (!make_tables(space, begin, end) || !frames().promise(pages))
        return false;
    space.promised += pages;
    for (uint64_t at = begin; at < end; at += kPageSize)
        *space.table.find(at) = page::kPromised;
    return true;
}

void release_space(Space& space) {
    space.table.for_each_user([&](uint64_t, Entry& entry) { drop_page(space, entry); });
    space.table.release_user_tables();
    if (read_page_table() == space.table.root())
        write_page_table(kernel_page_table().root());
    frames().release(space.table.root());
    space.table.set_root(0);
}

uint64_t map_range(Space& space, Physical physical, uint64_t size, Entry bits) {
    if (space.devices_end == 0)
        space.devices_end = kDeviceMemory;
    uint64_t begin = space.devices_end;
    if (size > abi::x86_64::kAddressLimit - begin || !make_tables(space, begin, begin + size))
        return 0;
    for (uint64_t offset = 0; offset < size; offset += kPageSize)
        *space.table.find(begin + offset) = (physical + offset) | bits;
    space.devices_end = begin + size;
    return begin;
}

void unmap_range(Space& space, uint64_t address, uint64_t size) {
    for (uint64_t at = address; at < address + size; at += kPageSize) {
        *space.table.find(at) = 0;
        forget_page(at);
    }
}

int64_t grow_heap(Space& space, uint64_t bytes) {
    uint64_t old_end = space.heap_end;
    constexpr auto kNoMemory = -static_cast<int64_t>(abi::Error::no_memory);
    if (bytes % kPageSize != 0 || bytes > kMaxHeap - (old_end - space.heap_begin))
        return kNoMemory;
    if (!promise_pages(space, old_end, old_end + bytes))
        return kNoMemory;
    space.heap_end = old_end + bytes;
    return static_cast<int64_t>(old_end);
}

int64_t guard_heap(Space& space, uint64_t address, uint64_t size, bool guarded) {
    bool inside =
        address >= space.heap_begin && address <= space.heap_end && size <= space.heap_end - address;
    if (!inside || address % kPageSize != 0 || size % kPageSize != 0)
        return -static_cast<int64_t>(abi::Error::invalid);
    if (!guarded && !frames().promise(count_guarded(space, address, size)))
        return -static_cast<int64_t>(abi::Error::no_memory);
    for (uint64_t at = address; at < address + size; at += kPageSize) {
        Entry& entry = *space.table.find(at);
        if (guarded == is_guarded(entry))
            continue;
        if (guarded) {
            drop_page(space, entry);
            forget_page(at);
        } else {
            ++space.promised;
        }
        entry = guarded ? page::kGuard : page::kPromised;
    }
    return 0;
}

} // namespace kernel::arch
