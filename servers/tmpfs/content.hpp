// SPDX-License-Identifier: MIT
// The bytes of a file, in chunks; what was never written is zero and costs nothing.
#pragma once

#include "kernel/abi/ipc.hpp"
#include "kernel/abi/result.hpp"

#include <cstdint>
#include <map>
#include <memory>

namespace tmpfs {

inline constexpr uint32_t kChunkSize = uint32_t(abi::kMaxTransfer);
inline constexpr uint64_t kMaxFileSize = uint64_t(1) << 53; // bytes

/// Bytes that may still be allocated; shared by all files of an instance.
struct Budget {
    uint64_t total;
    uint64_t used = 0;

    /// Error no_space.
    abi::Result<void> take(uint64_t bytes) {
        if (bytes > total - used)
            return abi::Error::no_space;
        used += bytes;
        return {};
    }
    void give_back(uint64_t bytes) { used -= bytes; }
};

class Content {
  public:
    explicit Content(Budget& budget) : budget_(budget) {}
    ~Content();
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;

    uint64_t size() const { return size_; }

    /// Cuts, or grows with zeros.
    void resize(uint64_t size);

    /// Copies what there is between `position` and `position + size`; returns how many bytes.
    size_t read(uint64_t position, void* buffer, size_t size) const;

    /// The same bytes in place if they are in one piece, else null. Valid until the next change.
    const uint8_t* view(uint64_t position, size_t size) const;

    /// Makes room for at most `size` bytes at `position`, in one chunk, and sets `room` to how many there is
    /// room for (at least 1). They count as part of the file after commit. Errors: no_space, range (position
    /// too large).
    abi::Result<uint8_t*> prepare(uint64_t position, size_t size, size_t& room);
    void commit(uint64_t position, size_t size);

  private:
    struct Chunk {
        std::unique_ptr<uint8_t[]> bytes;
        uint32_t capacity = 0;
    };
    abi::Result<void> grow(Chunk& chunk, uint32_t capacity);

    Budget& budget_;
    uint64_t size_ = 0;
    std::map<uint64_t, Chunk> chunks_; // by position / kChunkSize; absent: zeros
};

} // namespace tmpfs
