// SPDX-License-Identifier: MIT
// What the kernel's monitor says about messages that the description of their interface does not allow.
#pragma once

#include "kernel/abi/trace.hpp"
#include "web/inspector/model/interface_table.hpp"

#include <cstdint>
#include <deque>
#include <string>

namespace inspector {

struct ViolationRow {
    uint64_t time = 0; // virtual microseconds
    uint32_t call = 0; // trace id, 0 if none
    uint32_t interface = 0;
    uint32_t method = 0;  // of the call, or of the one that was served
    uint32_t culprit = 0; // tasks
    uint32_t partner = 0; // 0 if nobody is known
    uint32_t rule = 0;    // abi::Rule
    uint32_t detail[2] = {};
};

class ViolationLog {
  public:
    static constexpr size_t kCapacity = 500; // the oldest go first

    /// Takes those records that tell of violations.
    void append(const abi::TraceRecord& record);
    void clear();

    /// Newest first.
    const std::deque<ViolationRow>& rows() const { return rows_; }
    /// Since the machine started, as far as the trace told; more than rows() when some were before it.
    uint32_t total() const { return total_; }

  private:
    std::deque<ViolationRow> rows_;
    uint32_t total_ = 0;
};

/// "vfs.open": the method, or "-" if the violation belongs to none.
std::string violated_method(const ViolationRow& row, const InterfaceTable& names);
/// The rule in words: "answered with an undeclared error: no_space".
std::string violated_rule(const ViolationRow& row, const InterfaceTable& names);

} // namespace inspector
