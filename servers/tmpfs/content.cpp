// SPDX-License-Identifier: MIT
#include "servers/tmpfs/content.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace tmpfs {

using abi::Error;
using abi::Result;

namespace {
constexpr uint32_t kSmallestChunk = 256; // bytes; most files are small
} // namespace

Result<void> Content::grow(Chunk& chunk, uint32_t wanted) {
    if (wanted <= chunk.capacity)
        return {};
    uint32_t capacity = kSmallestChunk;
    while (capacity < wanted)
        capacity *= 2;
    TRY(budget_.take(capacity - chunk.capacity));
    std::unique_ptr<uint8_t[]> bytes(new (std::nothrow) uint8_t[capacity]());
    if (!bytes) {
        budget_.give_back(capacity - chunk.capacity);
        return Error::no_space;
    }
    if (chunk.capacity != 0)
        memcpy(bytes.get(), chunk.bytes.get(), chunk.capacity);
    chunk.bytes = std::move(bytes);
    chunk.capacity = capacity;
    return {};
}

Content::~Content() {
    for (const auto& [number, chunk] : chunks_)
        budget_.give_back(chunk.capacity);
}

void Content::resize(uint64_t size) {
    if (size < size_) {
        const uint64_t keep = (size + kChunkSize - 1) / kChunkSize;
        auto first = chunks_.lower_bound(keep);
        for (auto chunk = first; chunk != chunks_.end(); ++chunk)
            budget_.give_back(chunk->second.capacity);
        chunks_.erase(first, chunks_.end());
        // What is cut off in the last chunk must read as zeros when the file grows again.
        auto last = chunks_.find(size / kChunkSize);
        const uint32_t begin = uint32_t(size % kChunkSize);
        if (last != chunks_.end() && begin < last->second.capacity)
            memset(last->second.bytes.get() + begin, 0, last->second.capacity - begin);
    }
    size_ = size;
}

size_t Content::read(uint64_t position, void* buffer, size_t size) const {
    if (position >= size_)
        return 0;
    size = size_t(std::min<uint64_t>(size, size_ - position));
    auto* out = static_cast<uint8_t*>(buffer);
    for (size_t done = 0; done < size;) {
        const uint32_t offset = uint32_t((position + done) % kChunkSize);
        const size_t count = std::min<size_t>(size - done, kChunkSize - offset);
        const auto chunk = chunks_.find((position + done) / kChunkSize);
        const size_t stored = chunk == chunks_.end() || offset >= chunk->second.capacity
                                  ? 0
                                  : std::min<size_t>(count, chunk->second.capacity - offset);
        if (stored != 0)
            memcpy(out + done, chunk->second.bytes.get() + offset, stored);
        memset(out + done + stored, 0, count - stored);
        done += count;
    }
    return size;
}

const uint8_t* Content::view(uint64_t position, size_t size) const {
    const auto chunk = chunks_.find(position / kChunkSize);
    const uint32_t offset = uint32_t(position % kChunkSize);
    if (chunk == chunks_.end() || uint64_t(offset) + size > chunk->second.capacity)
        return nullptr;
    return chunk->second.bytes.get() + offset;
}

Result<uint8_t*> Content::prepare(uint64_t position, size_t size, size_t& room) {
    if (position >= kMaxFileSize)
        return Error::range;
    const uint32_t offset = uint32_t(position % kChunkSize);
    const uint64_t number = position / kChunkSize;
    room = std::min<size_t>(size, kChunkSize - offset);
    Chunk& chunk = chunks_[number];
    auto grown = grow(chunk, uint32_t(offset + room));
    // A full file system takes what still fits.
    while (!grown.ok() && room > kSmallestChunk) {
        room /= 2;
        grown = grow(chunk, uint32_t(offset + room));
    }
    if (!grown.ok()) {
        if (chunk.capacity == 0)
            chunks_.erase(number);
        return grown.error();
    }
    return chunk.bytes.get() + offset;
}

void Content::commit(uint64_t position, size_t size) {
    size_ = std::max(size_, position + size);
}

} // namespace tmpfs
