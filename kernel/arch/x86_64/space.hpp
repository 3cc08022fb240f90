// SPDX-License-Identifier: MIT
// The address space of a task: the segments of its executable, then its heap; nothing else is mapped.
// Numbered by slot. All user memory is reached through the direct map, after a look into the page table: no
// address of a task is ever used as a pointer.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/arch/machine.hpp"
#include "kernel/arch/x86_64/page_table.hpp"
#include "kernel/arch/x86_64/trap.hpp"

namespace kernel::arch {

struct Space {
    PageTable table; // root 0: the slot is free
    uint64_t heap_begin = 0;
    uint64_t heap_end = 0;
    uint64_t devices_end = 0; // where the next device memory appears
    uint64_t promised = 0;    // pages that frames are promised for
    uint64_t frames = 0;      // that it has
    uint64_t entry = 0;
    uint64_t overflow_entry = 0;
    uint64_t thread_pointer = 0;
    bool limited = false; // may not compute for ever in one dispatch

    // The last dispatch.
    int64_t used = 0; // while it is preempted: microseconds that it has taken, in slices
    bool overflowed = false;
    uint64_t overflow_place = 0;
    TrapFrame preempted; // valid while the task is preempted
    alignas(16) char floating_point[512];

    bool present() const { return table.root() != 0; }
};

Space& space_of(Slot slot);

/// What an access wants.
enum class Access { read, write };

/// Where one byte of a task lies in the direct map, good to the end of its page; nullptr when the task itself
/// may not do this. Gives a promised page its frame.
char* locate(Space& space, uint64_t address, Access access);
/// Whether the whole range can be accessed.
bool accessible(Space& space, uint64_t address, uint64_t size, Access access);

/// Puts a zeroed frame where a page is promised; false: it is not, or it has one.
bool keep_promise(Space& space, uint64_t address);

/// [begin, end), whole pages, become zero pages with frames promised. False, nothing changed: no memory.
bool promise_pages(Space& space, uint64_t begin, uint64_t end);

/// Frees everything of the space.
void release_space(Space& space);

/// Shows physical memory that no frame count is kept of, with these bits, above everything else. Its address;
/// 0: no memory for tables, or no room.
uint64_t map_range(Space& space, Physical physical, uint64_t size, Entry bits);
void unmap_range(Space& space, uint64_t address, uint64_t size);

/// As MachineCall::grow_heap and guard_heap.
int64_t grow_heap(Space& space, uint64_t bytes);
int64_t guard_heap(Space& space, uint64_t address, uint64_t size, bool guarded);

} // namespace kernel::arch
