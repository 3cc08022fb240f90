// SPDX-License-Identifier: MIT
#include "kernel/memory/area.hpp"

#include "kernel/kernel.hpp"

#include <new>

namespace kernel {

using abi::Error;
using abi::Result;

namespace {

Error check_range(Task& task, uint64_t base, uint64_t size) {
    if (size == 0)
        return Error::invalid;
    if (!arch::reachable(task.slot, base, size))
        return Error::bad_memory;
    bool overlaps = false;
    task.areas.for_each([&](AreaMapping& other) {
        overlaps |= base < other.base + other.area->size && other.base < base + size;
    });
    return overlaps ? Error::exists : Error::ok;
}

Result<AreaMapping*> add_mapping(SharedArea& area, Task& task, uint64_t base, uint64_t flags) {
    void* memory = allocate_charged(task, sizeof(AreaMapping));
    if (!memory)
        return Error::limit;
    auto* mapping = new (memory) AreaMapping;
    mapping->task = &task;
    mapping->area = &area;
    mapping->base = base;
    mapping->flags = flags;
    area.mappings.push_back(*mapping);
    task.areas.push_back(*mapping);
    return mapping;
}

// Whoever has shared the area longest pays for it now.
void pass_bill(SharedArea& area, Task& leaving) {
    constexpr uint64_t kBytes = Heap::block_size(sizeof(SharedArea));
    leaving.account.refund(kBytes);
    Task* heir = area.mappings.front()->task;
    area.payer = heir->account.charge(kBytes) ? heir : nullptr;
}

} // namespace

Result<AreaMapping*> create_area(Task& owner, uint64_t base, uint64_t size, uint64_t flags) {
    Error error = check_range(owner, base, size);
    if (error != Error::ok)
        return error;
    void* memory = allocate_charged(owner, sizeof(SharedArea));
    if (!memory)
        return Error::limit;
    auto* area = new (memory) SharedArea;
    area->payer = &owner;
    area->size = size;
    auto mapping = add_mapping(*area, owner, base, flags);
    if (!mapping.ok())
        release_charged(&owner, area, sizeof(SharedArea));
    return mapping;
}

Result<AreaMapping*> map_area(AreaMapping& source, Task& task, uint64_t base, uint64_t flags) {
    if ((flags & ~source.flags) != 0)
        return Error::permission;
    SharedArea& area = *source.area;
    Error error = check_range(task, base, area.size);
    if (error != Error::ok)
        return error;
    AreaMapping* mapping = TRY(add_mapping(area, task, base, flags));
    bool writable = (flags & static_cast<uint64_t>(abi::AreaFlag::write)) != 0;
    Task& from = *source.task;
    mapping->common =
        source.common && arch::share(task.slot, base, from.slot, source.base, area.size, writable);
    if (!mapping->common && !arch::copy(task.slot, base, from.slot, source.base, area.size)) {
        forget_area(*mapping);
        return Error::bad_memory;
    }
    return mapping;
}

AreaMapping* find_area(Task& task, uint64_t base) {
    AreaMapping* found = nullptr;
    task.areas.for_each([&](AreaMapping& mapping) {
        if (mapping.base == base)
            found = &mapping;
    });
    return found;
}

void unmap_area(AreaMapping& mapping) {
    if (mapping.common)
        arch::unshare(mapping.task->slot, mapping.base, mapping.area->size);
    forget_area(mapping);
}

void forget_area(AreaMapping& mapping) {
    SharedArea& area = *mapping.area;
    area.mappings.remove(mapping);
    mapping.task->areas.remove(mapping);
    Task* leaving = mapping.task;
    release_charged(leaving, &mapping, sizeof(AreaMapping));
    if (area.mappings.empty())
        release_charged(area.payer, &area, sizeof(SharedArea));
    else if (area.payer == leaving)
        pass_bill(area, *leaving);
}

Error publish_area(AreaMapping& mapping, uint64_t offset, uint64_t size) {
    SharedArea& area = *mapping.area;
    if (!(mapping.flags & static_cast<uint64_t>(abi::AreaFlag::write)))
        return Error::permission;
    if (offset > area.size || size > area.size - offset)
        return Error::invalid;
    area.mappings.for_each([&](AreaMapping& other) {
        if (&other != &mapping && !(other.common && mapping.common))
            arch::copy(other.task->slot, other.base + offset, mapping.task->slot, mapping.base + offset,
                       size);
    });
    return Error::ok;
}

} // namespace kernel
