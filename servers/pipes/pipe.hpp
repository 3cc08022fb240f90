// SPDX-License-Identifier: MIT
// One pipe: who has it open, and the rules for readers and writers.
#pragma once

#include "fibrils/async/attachment.hpp"
#include "fibrils/sync/condition_variable.hpp"
#include "servers/devfs/control.hpp"
#include "servers/pipes/buffer.hpp"

namespace pipes {

using abi::Error;
using abi::Result;

class Pipe {
  public:
    void open(bool reads, bool writes);
    void close(bool reads, bool writes);
    bool unused() const { return readers_ == 0 && writers_ == 0; }
    size_t size() const { return buffer_.size(); }

    /// Waits for bytes; 0 when there are none and no writer is left. What a dead reader did not take stays.
    Result<size_t> read(async::OutData& data);
    /// Waits for room; may take fewer bytes than offered, but not of a write up to kAtomicWrite. Error
    /// broken_pipe: no reader is left; no_space: no memory.
    Result<size_t> write(async::InData& data);
    /// Waits until one of `events` (devfs::PollEvent) holds, at most `timeout` microseconds; returns those
    /// that do.
    uint64_t poll(uint64_t events, uint64_t timeout);

  private:
    uint64_t ready(uint64_t events) const;

    Buffer buffer_;
    uint32_t readers_ = 0;
    uint32_t writers_ = 0;
    sync::Mutex mutex_;
    sync::ConditionVariable changed_;
};

} // namespace pipes
