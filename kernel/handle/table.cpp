// SPDX-License-Identifier: MIT
#include "kernel/handle/table.hpp"

#include "kernel/kernel.hpp"

#include <new>

namespace kernel {

using abi::Error;
using abi::Handle;
using abi::HandleType;
using abi::Result;
using abi::Right;

abi::Error HandleTable::grow() {
    if (capacity_ == abi::kMaxHandles)
        return Error::limit;
    constexpr size_t kBytes = kChunk * sizeof(HandleEntry);
    if (!owner_.account.charge(Heap::block_size(kBytes)))
        return Error::limit;
    void* memory = kernel().heap.allocate(kBytes);
    if (!memory) {
        owner_.account.refund(Heap::block_size(kBytes));
        return Error::no_memory;
    }
    auto* chunk = new (memory) HandleEntry[kChunk];
    chunks_[capacity_ / kChunk] = chunk;
    uint32_t first = capacity_;
    capacity_ += kChunk;
    for (uint32_t slot = capacity_ - 1; slot >= first && slot > 0; --slot) {
        at(slot).next_free = first_free_;
        first_free_ = slot;
    }
    return Error::ok;
}

Result<Handle> HandleTable::reserve() {
    if (first_free_ == 0) {
        Error error = grow();
        if (error != Error::ok)
            return error;
    }
    uint32_t slot = first_free_;
    HandleEntry& entry = at(slot);
    first_free_ = entry.next_free;
    entry.reserved = 1;
    ++count_;
    return handle_of(slot, entry);
}

void HandleTable::publish(Handle handle, HandleType type, uintptr_t object, Right rights) {
    HandleEntry& entry = at(handle & (abi::kMaxHandles - 1));
    entry.object = object;
    entry.rights = rights;
    entry.reserved = 0;
    entry.type = static_cast<uint32_t>(type);
}

Result<Handle> HandleTable::add(HandleType type, uintptr_t object, Right rights) {
    Handle handle = TRY(reserve());
    publish(handle, type, object, rights);
    return handle;
}

Result<Handle> HandleTable::add_at(uint32_t slot, HandleType type, uintptr_t object, Right rights) {
    if (slot == 0 || slot >= kChunk)
        return Error::invalid;
    if (capacity_ == 0) {
        Error error = grow();
        if (error != Error::ok)
            return error;
    }
    HandleEntry& entry = at(slot);
    if (entry.type != 0 || entry.reserved)
        return Error::exists;
    unlink_free(slot);
    ++count_;
    Handle handle = handle_of(slot, entry);
    publish(handle, type, object, rights);
    return handle;
}

void HandleTable::unlink_free(uint32_t slot) {
    uint32_t* link = &first_free_;
    while (*link != slot)
        link = &at(*link).next_free;
    *link = at(slot).next_free;
}

void HandleTable::remove(Handle handle) {
    uint32_t slot = handle & (abi::kMaxHandles - 1);
    HandleEntry& entry = at(slot);
    entry.type = 0;
    entry.reserved = 0;
    entry.object = 0;
    entry.rights = Right::none;
    entry.generation = entry.generation + 1;
    entry.next_free = first_free_;
    first_free_ = slot;
    --count_;
}

void HandleTable::clear() {
    constexpr size_t kBytes = kChunk * sizeof(HandleEntry);
    for (uint32_t chunk = 0; chunk < capacity_ / kChunk; ++chunk) {
        kernel().heap.release(chunks_[chunk], kBytes);
        owner_.account.refund(Heap::block_size(kBytes));
        chunks_[chunk] = nullptr;
    }
    capacity_ = 0;
    first_free_ = 0;
    count_ = 0;
}

} // namespace kernel
