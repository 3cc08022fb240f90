// SPDX-License-Identifier: MIT
// The violations that the monitor saw: the newest ones, and how many there were of each rule.
#pragma once

#include "kernel/abi/monitor.hpp"

namespace kernel {

class Violations {
  public:
    /// Takes a record whose sequence, count and total are filled in here. One that differs from the record
    /// before only in time and calls is counted there, so that a loop does not push out what led to it.
    /// Returns the record kept.
    const abi::Violation& add(const abi::Violation& violation);
    /// Copies records with sequence >= first, oldest first; returns how many.
    uint32_t read(uint64_t first, abi::Violation* to, uint32_t capacity) const;
    uint32_t total() const { return total_; }
    /// The record before the next one; its number is 0 if there was none.
    const abi::Violation& last() const { return records_[last_ % abi::kViolationCapacity]; }

  private:
    uint32_t last_ = 0; // sequence
    uint32_t total_ = 0;
    abi::Violation records_[abi::kViolationCapacity] = {};
};

} // namespace kernel
