// SPDX-License-Identifier: MIT
// Records with a number that says whether it is still the same record: generation << 32 | index. The kernel
// carries such numbers around for us, as labels and cookies.
#pragma once

#include "fibrils/lib/array.hpp"

#include <cstdint>
#include <new>

namespace async {

/// T: default constructible, trivially copyable, with the members of PoolRecord.
struct PoolRecord {
    uint32_t index = 0;
    uint32_t generation = 1; // 0 never, so that a reference is never 0
    bool taken = false;
    void* next_free = nullptr;

    uint64_t reference() const { return uint64_t(generation) << 32 | index; }
};

/// kChunk: records that are made at once.
template<typename T, uint32_t kChunk = 4>
class Pool {
  public:
    /// A record in its initial state. Ends the task when there is no memory.
    T* take() {
        if (!free_)
            grow();
        T* record = free_;
        free_ = static_cast<T*>(record->next_free);
        record->taken = true;
        taken_++;
        return record;
    }

    void give_back(T* record) {
        uint32_t index = record->index;
        uint32_t generation = record->generation + 1;
        *record = T{};
        record->index = index;
        record->generation = generation ? generation : 1;
        record->next_free = free_;
        free_ = record;
        taken_--;
    }

    uint32_t taken() const { return taken_; }
    template<typename Function>
    void for_each_taken(Function function) {
        for (T* chunk : chunks_)
            for (uint32_t offset = 0; offset < kChunk; offset++)
                if (chunk[offset].taken)
                    function(chunk[offset]);
    }

    /// Null when the reference is not one of a taken record.
    T* find(uint64_t reference) {
        auto index = static_cast<uint32_t>(reference);
        if (index >= chunks_.size() * kChunk)
            return nullptr;
        // The list of chunks lies elsewhere in memory: most records are found without it.
        T* chunk = index < kChunk ? reinterpret_cast<T*>(first_) : chunks_[index / kChunk];
        T* record = &chunk[index % kChunk];
        return record->taken && record->generation == reference >> 32 ? record : nullptr;
    }

  private:
    [[gnu::cold, gnu::noinline]] void grow() {
        auto* chunk = reinterpret_cast<T*>(first_);
        if (!chunks_.empty() && !(chunk = static_cast<T*>(malloc(kChunk * sizeof(T)))))
            lib::fatal("out of memory");
        auto first = static_cast<uint32_t>(chunks_.size() * kChunk);
        chunks_.push_back(chunk);
        for (uint32_t offset = kChunk; offset-- > 0;) {
            T* record = new (chunk + offset) T{};
            record->index = first + offset;
            record->next_free = free_;
            free_ = record;
        }
    }

    lib::Array<T*> chunks_;
    alignas(T) char first_[kChunk * sizeof(T)] = {}; // chunk 0: most tasks need no other
    T* free_ = nullptr;
    uint32_t taken_ = 0;
};

} // namespace async
