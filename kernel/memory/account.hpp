// SPDX-License-Identifier: MIT
// Who pays for kernel memory. Every object that exists because of a task is charged to that task.
#pragma once

#include "kernel/abi/ipc.hpp"

namespace kernel {

class Account {
  public:
    /// False, and nothing charged, when the limit would be passed.
    bool charge(uint64_t bytes) {
        if (used_ + bytes > abi::kMaxKernelMemory)
            return false;
        used_ += bytes;
        return true;
    }
    void refund(uint64_t bytes) { used_ -= bytes; }
    uint64_t used() const { return used_; }

  private:
    uint64_t used_ = 0;
};

} // namespace kernel
