// SPDX-License-Identifier: MIT
#include "kernel/hardware/resource.hpp"

#include "kernel/kernel.hpp"

#include <new>

namespace kernel {

using abi::Error;
using abi::HandleType;
using abi::HardwareKind;
using abi::Result;

namespace {

constexpr uint64_t round_up(uint64_t size) {
    return (size + abi::kHardwarePage - 1) & ~(abi::kHardwarePage - 1);
}

bool overflows(uint64_t base, uint64_t size, uint64_t limit) {
    return size > limit || base > limit - size;
}

Error claim_ports(Resource& wanted) {
    if (wanted.size == 0 || overflows(wanted.base, wanted.size, abi::kPortCount))
        return Error::invalid;
    bool free = arch::ports_available(wanted.base, wanted.size) &&
                !kernel().hardware.overlaps(wanted.kind, wanted.base, wanted.size);
    return free ? Error::ok : Error::busy;
}

Error claim_memory(Resource& wanted) {
    if (wanted.size == 0 || (wanted.base | wanted.size) % abi::kHardwarePage != 0 ||
        overflows(wanted.base, wanted.size, uint64_t(1) << 52))
        return Error::invalid;
    bool free = arch::memory_available(wanted.base, wanted.size) &&
                !kernel().hardware.overlaps(wanted.kind, wanted.base, wanted.size);
    return free ? Error::ok : Error::busy;
}

Error claim_interrupt(Resource& wanted) {
    if (wanted.size != 0)
        return Error::invalid;
    int32_t line = arch::interrupt_line(wanted.base);
    if (line == arch::kNoLine)
        return Error::no_entry;
    if (line == arch::kLineInUse || kernel().hardware.find_line(static_cast<uint32_t>(line)))
        return Error::busy;
    wanted.line = static_cast<uint32_t>(line);
    return Error::ok;
}

Error claim_message_interrupt(Resource& wanted) {
    if (wanted.base != 0 || wanted.size != 0)
        return Error::invalid;
    int32_t line = arch::message_interrupt_claim(wanted.message_address, wanted.message_data);
    if (line < 0)
        return Error::limit;
    wanted.line = static_cast<uint32_t>(line);
    return Error::ok;
}

Error claim_dma(Resource& wanted) {
    if (wanted.base != 0 || wanted.size == 0)
        return Error::invalid;
    if (wanted.size > abi::kMaxDmaSize)
        return Error::limit;
    wanted.size = round_up(wanted.size);
    if (wanted.owner->dma_memory + wanted.size > abi::kMaxDmaMemory)
        return Error::limit;
    wanted.base = arch::dma_allocate(wanted.size);
    if (wanted.base == 0)
        return Error::no_memory;
    wanted.owner->dma_memory += wanted.size;
    return Error::ok;
}

Error claim(Resource& wanted) {
    switch (wanted.kind) {
    case HardwareKind::ports:
        return claim_ports(wanted);
    case HardwareKind::memory:
        return claim_memory(wanted);
    case HardwareKind::interrupt:
        return claim_interrupt(wanted);
    case HardwareKind::message_interrupt:
        return claim_message_interrupt(wanted);
    case HardwareKind::dma:
        return claim_dma(wanted);
    }
    return Error::invalid;
}

void deliver(Resource& resource) {
    Subscription& subscription = resource.subscription;
    subscription.masked =
        subscription.task->box.notify({subscription.method, resource.base & ~abi::kBusInterrupt, 0, 0, 0, 0});
    subscription.missed = !subscription.masked;
}

} // namespace

HandleType Resource::handle_type() const {
    if (kind == HardwareKind::ports)
        return HandleType::ports;
    return is_interrupt() ? HandleType::interrupt : HandleType::memory_range;
}

Resource* resource_of(const HandleEntry& entry) {
    auto type = static_cast<HandleType>(entry.type);
    bool is_hardware =
        type == HandleType::ports || type == HandleType::memory_range || type == HandleType::interrupt;
    return is_hardware ? reinterpret_cast<Resource*>(entry.object) : nullptr;
}

Result<Resource*> open_resource(Task& owner, HardwareKind kind, uint64_t base, uint64_t size) {
    void* memory = allocate_charged(owner, sizeof(Resource));
    if (!memory)
        return Error::limit;
    auto* resource = new (memory) Resource;
    resource->kind = kind;
    resource->base = base;
    resource->size = size;
    resource->owner = &owner;
    Error error = claim(*resource);
    if (error != Error::ok) {
        release_charged(&owner, resource, sizeof(Resource));
        return error;
    }
    kernel().hardware.resources.push_back(*resource);
    return resource;
}

void close_resource(Resource& resource) {
    Task& owner = *resource.owner;
    if (resource.is_interrupt())
        arch::interrupt_release(resource.line);
    if (resource.mapped_at != 0)
        arch::hardware_unmap(owner.slot, resource.mapped_at, resource.size);
    if (resource.kind == HardwareKind::dma) {
        arch::dma_release(resource.base, resource.size);
        owner.dma_memory -= resource.size;
    }
    kernel().hardware.resources.remove(resource);
    release_charged(&owner, &resource, sizeof(Resource));
}

Error move_resource(Resource& resource, Task& receiver) {
    Task& giver = *resource.owner;
    if (resource.in_use())
        return Error::busy;
    if (&giver == &receiver)
        return Error::ok;
    uint64_t dma = resource.kind == HardwareKind::dma ? resource.size : 0;
    if (receiver.dma_memory + dma > abi::kMaxDmaMemory ||
        !receiver.account.charge(Heap::block_size(sizeof(Resource))))
        return Error::limit;
    giver.account.refund(Heap::block_size(sizeof(Resource)));
    giver.dma_memory -= dma;
    receiver.dma_memory += dma;
    resource.owner = &receiver;
    return Error::ok;
}

Result<uint64_t> map_resource(Resource& resource, uint64_t flags) {
    if (resource.mapped_at != 0)
        return Error::exists;
    bool cached = resource.kind == HardwareKind::dma;
    resource.mapped_at =
        arch::hardware_map(resource.owner->slot, resource.base, resource.size, flags, cached);
    if (resource.mapped_at == 0)
        return Error::no_memory;
    return resource.mapped_at;
}

Error subscribe_interrupt(Resource& resource, uint64_t method) {
    if (resource.subscription.task)
        return Error::exists;
    resource.subscription = {.task = resource.owner, .method = method};
    arch::interrupt_unmask(resource.line);
    return Error::ok;
}

Error unsubscribe_interrupt(Resource& resource) {
    if (!resource.subscription.task)
        return Error::no_entry;
    arch::interrupt_mask(resource.line);
    resource.subscription = {};
    return Error::ok;
}

Error unmask_interrupt(Resource& resource) {
    Subscription& subscription = resource.subscription;
    if (!subscription.task)
        return Error::no_entry;
    subscription.masked = false;
    if (subscription.missed)
        deliver(resource);
    else
        arch::interrupt_unmask(resource.line);
    return Error::ok;
}

void Hardware::raise(uint32_t line) {
    Resource* resource = find_line(line);
    if (!resource || !resource->subscription.task)
        return;
    if (resource->subscription.masked)
        resource->subscription.missed = true;
    else
        deliver(*resource);
}

Resource* Hardware::find_line(uint32_t line) const {
    Resource* found = nullptr;
    resources.for_each([&](Resource& resource) {
        if (resource.is_interrupt() && resource.line == line)
            found = &resource;
    });
    return found;
}

bool Hardware::overlaps(HardwareKind kind, uint64_t base, uint64_t size) const {
    bool found = false;
    resources.for_each([&](Resource& resource) {
        found |= resource.kind == kind && base < resource.base + resource.size && resource.base < base + size;
    });
    return found;
}

} // namespace kernel
