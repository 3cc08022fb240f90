// SPDX-License-Identifier: MIT
#include "servers/pipes/pipe.hpp"

#include <algorithm>

namespace pipes {

void Pipe::open(bool reads, bool writes) {
    sync::Lock lock(mutex_);
    readers_ += reads;
    writers_ += writes;
}

void Pipe::close(bool reads, bool writes) {
    sync::Lock lock(mutex_);
    readers_ -= reads && readers_ > 0;
    writers_ -= writes && writers_ > 0;
    changed_.broadcast();
}

Result<size_t> Pipe::read(async::OutData& data) {
    sync::Lock lock(mutex_);
    while (buffer_.size() == 0 && writers_ != 0 && data.size() != 0)
        changed_.wait(mutex_);
    const size_t size = std::min(data.size(), buffer_.size());
    TRY(data.give(buffer_.contents().data(), size));
    buffer_.consume(size);
    changed_.broadcast();
    return size;
}

Result<size_t> Pipe::write(async::InData& data) {
    sync::Lock lock(mutex_);
    while (readers_ != 0 && buffer_.room() < std::min(data.size(), kAtomicWrite))
        changed_.wait(mutex_);
    if (readers_ == 0)
        return Error::broken_pipe;
    const size_t size = std::min(data.size(), buffer_.room());
    const auto room = buffer_.reserve(size);
    if (room.size() < size)
        return Error::no_space;
    TRY(data.take(room.data(), size));
    buffer_.produce(size);
    changed_.broadcast();
    return size;
}

uint64_t Pipe::ready(uint64_t events) const {
    uint64_t result = 0;
    if ((events & devfs::kPollReadable) && buffer_.size() != 0)
        result |= devfs::kPollReadable;
    if ((events & devfs::kPollReadable) && writers_ == 0)
        result |= devfs::kPollHangUp;
    if ((events & devfs::kPollWritable) && (buffer_.room() >= kAtomicWrite || readers_ == 0))
        result |= devfs::kPollWritable;
    return result;
}

uint64_t Pipe::poll(uint64_t events, uint64_t timeout) {
    const uint64_t deadline = fibril::now() + timeout;
    sync::Lock lock(mutex_);
    while (ready(events) == 0 && timeout != 0) {
        if (timeout == devfs::kNoTimeout)
            changed_.wait(mutex_);
        else if (!changed_.wait_until(mutex_, deadline).ok())
            break;
    }
    return ready(events);
}

} // namespace pipes
