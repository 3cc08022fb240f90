// SPDX-License-Identifier: MIT
// The bytes in a pipe: what is in it is always in one piece, and so is the room behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace pipes {

inline constexpr size_t kCapacity = 64 * 1024; // bytes
inline constexpr size_t kAtomicWrite = 4096;   // writes up to this size are not mixed with others (PIPE_BUF)

class Buffer {
  public:
    size_t size() const { return end_ - begin_; }
    size_t room() const { return kCapacity - size(); }

    /// What can be read.
    std::span<const uint8_t> contents() const { return {bytes_.get() + begin_, size()}; }
    void consume(size_t size);

    /// Where `size` <= room() bytes can be written; empty if there is no memory. They count after produce.
    std::span<uint8_t> reserve(size_t size);
    void produce(size_t size) { end_ += size; }

  private:
    std::unique_ptr<uint8_t[]> bytes_; // made by the first write
    size_t begin_ = 0;
    size_t end_ = 0;
};

} // namespace pipes
