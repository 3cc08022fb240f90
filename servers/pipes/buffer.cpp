// SPDX-License-Identifier: MIT
#include "servers/pipes/buffer.hpp"

#include <cstring>
#include <new>

namespace pipes {

void Buffer::consume(size_t size) {
    begin_ += size;
    if (begin_ == end_)
        begin_ = end_ = 0;
}

std::span<uint8_t> Buffer::reserve(size_t size) {
    if (!bytes_)
        bytes_.reset(new (std::nothrow) uint8_t[kCapacity]);
    if (!bytes_)
        return {};
    if (end_ + size > kCapacity) {
        memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    return {bytes_.get() + end_, size};
}

} // namespace pipes
