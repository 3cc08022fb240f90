// SPDX-License-Identifier: MIT
// Shared areas as common pages. A page that n tasks share has n - 1 frames promised, so that each of them can
// have its own again without asking anybody for memory.
#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/space.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

bool is_whole_pages(uint64_t to_base, uint64_t from_base, uint64_t size) {
    return (to_base | from_base | size) % kPageSize == 0;
}

/// Only pages of the heap move; those of an executable may be somebody else's, too.
bool is_heap(const Space& space, uint64_t base, uint64_t size) {
    return base >= space.heap_begin && base <= space.heap_end && size <= space.heap_end - base;
}

void replace(Space& space, uint64_t address, Entry entry) {
    locate(space, address, Access::read); // it may be promised only: then it is one frame more first
    Entry& present = *space.table.find(address);
    frames().release(page::frame_of(present));
    present = entry;
    forget_page(address);
}

void share_page(Space& to, uint64_t to_address, Space& from, uint64_t from_address, bool writable) {
    locate(from, from_address, Access::read);
    Entry& shared = *from.table.find(from_address);
    shared |= page::kShared;
    frames().retain(page::frame_of(shared));
    replace(to, to_address, writable ? shared | page::kWrite : shared & ~page::kWrite);
}

void unshare_page(Space& space, uint64_t address) {
    Entry& entry = *space.table.find(address);
    if (!(entry & page::kShared))
        return;
    Physical frame = page::frame_of(entry);
    Entry own = (entry & ~(page::kAddress | page::kShared)) | page::kWrite;
    if (frames().users(frame) > 1) {
        Physical copy = frames().allocate_promised();
        std::memcpy(at_physical(copy), at_physical(frame), kPageSize);
        frames().release(frame);
        frame = copy;
    }
    entry = own | frame;
    forget_page(address);
}

} // namespace

bool share(Slot to, uint64_t to_base, Slot from, uint64_t from_base, uint64_t size, bool writable) {
    Space& target = space_of(to);
    Space& source = space_of(from);
    if (to == from || !is_whole_pages(to_base, from_base, size) || !is_heap(target, to_base, size) ||
        !is_heap(source, from_base, size) || !accessible(target, to_base, size, Access::write) ||
        !accessible(source, from_base, size, Access::read))
        return false;
    if (!frames().promise(size / kPageSize))
        return false;
    for (uint64_t offset = 0; offset < size; offset += kPageSize)
        share_page(target, to_base + offset, source, from_base + offset, writable);
    return true;
}

void unshare(Slot slot, uint64_t base, uint64_t size) {
    if (base % kPageSize != 0 || size % kPageSize != 0)
        return; // was never common
    Space& space = space_of(slot);
    for (uint64_t at = base; at < base + size; at += kPageSize)
        unshare_page(space, at);
}

} // namespace kernel::arch
