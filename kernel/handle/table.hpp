// SPDX-License-Identifier: MIT
// Handle table of a task. A handle is slot | generation << 12: a stale handle never finds a later object.
#pragma once

#include "kernel/abi/handle.hpp"
#include "kernel/abi/result.hpp"
#include "kernel/memory/heap.hpp"

#include <cstdint>

namespace kernel {

struct Task;

/// What a slot holds. `object` is a pointer (phone, call, image) or a number (task id, device).
struct HandleEntry {
    uintptr_t object = 0;
    abi::Right rights = abi::Right::none;
    uint32_t generation : 20 = 0;
    uint32_t type : 4 = 0;     // abi::HandleType
    uint32_t reserved : 1 = 0; // allocated, invisible to the task
    uint32_t next_free = 0;
};

class HandleTable {
  public:
    explicit HandleTable(Task& owner) : owner_(owner) {}

    /// A new slot that holds `object`. Errors: limit (4095 handles, or the account is full), no_memory.
    abi::Result<abi::Handle> add(abi::HandleType type, uintptr_t object, abi::Right rights);
    /// A slot that the task cannot use until publish.
    abi::Result<abi::Handle> reserve();
    void publish(abi::Handle handle, abi::HandleType type, uintptr_t object, abi::Right rights);
    /// For the handles that a task is born with. Errors: exists, limit, no_memory, invalid (slot 0 or too
    /// high).
    abi::Result<abi::Handle> add_at(uint32_t slot, abi::HandleType type, uintptr_t object, abi::Right rights);

    /// nullptr: no such handle, or of another type.
    HandleEntry* find(abi::Handle handle, abi::HandleType type) {
        HandleEntry* entry = entry_of(handle);
        return entry && entry->type == static_cast<uint32_t>(type) ? entry : nullptr;
    }
    HandleEntry* find(abi::Handle handle) {
        HandleEntry* entry = entry_of(handle);
        return entry && entry->type != 0 ? entry : nullptr;
    }
    template<typename T>
    T* find_object(abi::Handle handle, abi::HandleType type) {
        HandleEntry* entry = find(handle, type);
        return entry ? reinterpret_cast<T*>(entry->object) : nullptr;
    }

    /// Frees the slot of a published or reserved handle.
    void remove(abi::Handle handle);
    uint32_t count() const { return count_; }
    /// Bytes of the heap that the table takes; charged to the owner.
    uint64_t memory() const {
        return uint64_t(capacity_ / kChunk) * Heap::block_size(kChunk * sizeof(HandleEntry));
    }

    /// function(Handle, HandleEntry&) for every published handle, in slot order; it may remove that handle.
    template<typename Function>
    void for_each(Function function) {
        for (uint32_t slot = 1; slot < capacity_; ++slot) {
            HandleEntry& entry = at(slot);
            if (entry.type != 0)
                function(handle_of(slot, entry), entry);
        }
    }

    /// Drops all memory; the caller has closed what the handles named.
    void clear();

  private:
    static constexpr uint32_t kChunk = 64; // entries
    static constexpr uint32_t kChunks = abi::kMaxHandles / kChunk;

    HandleEntry& at(uint32_t slot) { return chunks_[slot / kChunk][slot % kChunk]; }
    static abi::Handle handle_of(uint32_t slot, const HandleEntry& entry) {
        return slot | entry.generation << abi::kHandleSlotBits;
    }
    HandleEntry* entry_of(abi::Handle handle) {
        uint32_t slot = handle & (abi::kMaxHandles - 1);
        if (slot == 0 || slot >= capacity_)
            return nullptr;
        HandleEntry& entry = at(slot);
        return entry.generation == handle >> abi::kHandleSlotBits ? &entry : nullptr;
    }
    abi::Error grow();
    void unlink_free(uint32_t slot);

    Task& owner_;
    HandleEntry* chunks_[kChunks] = {};
    uint32_t capacity_ = 0;
    uint32_t first_free_ = 0; // 0: none
    uint32_t count_ = 0;
};

} // namespace kernel
