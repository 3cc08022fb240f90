// SPDX-License-Identifier: MIT
// Memory sharing. A shared area is one object; each sharer has a mapping of it at its own address.
// Where the machine can, the mappings show the same pages. Otherwise each is a copy, and publish carries what
// one wrote to the others.
#pragma once

#include "kernel/abi/result.hpp"
#include "kernel/lib/list.hpp"

#include <cstdint>

namespace kernel {

struct Task;
struct SharedArea;

struct AreaMapping {
    ListNode area_node;
    ListNode task_node;
    Task* task = nullptr;
    SharedArea* area = nullptr;
    uint64_t base = 0;
    uint64_t flags = 0; // abi::AreaFlag
    bool common = true; // shows the pages that the first sharer brought; false: a copy
};

struct SharedArea {
    List<AreaMapping, &AreaMapping::area_node> mappings;
    Task* payer = nullptr; // one of the sharers; nullptr when the next one could not pay
    uint64_t size = 0;
};

/// Makes [base, base + size) of `owner` an area. Errors: invalid (size 0), bad_memory, exists (overlaps an
/// area), limit.
abi::Result<AreaMapping*> create_area(Task& owner, uint64_t base, uint64_t size, uint64_t flags);
/// A further sharer, at `base` of `task`; the contents come from `source`. Errors as create_area, and
/// permission when `flags` has more than `source`.
abi::Result<AreaMapping*> map_area(AreaMapping& source, Task& task, uint64_t base, uint64_t flags);
/// The mapping of `task` that begins at `base`, or nullptr.
AreaMapping* find_area(Task& task, uint64_t base);
/// Takes one sharer away; the last one ends the area. The task keeps the contents.
void unmap_area(AreaMapping& mapping);
/// The same for a task whose memory goes away.
void forget_area(AreaMapping& mapping);
/// Carries a range to all other sharers. Errors: permission (not writable), invalid (outside the area).
abi::Error publish_area(AreaMapping& mapping, uint64_t offset, uint64_t size);

} // namespace kernel
