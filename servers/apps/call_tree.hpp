// SPDX-License-Identifier: MIT
// Trace records put together: each call with its way through the servers, its answer and the calls it caused.
#pragma once

#include "kernel/abi/trace.hpp"
#include "servers/apps/machine.hpp"

#include <string>
#include <vector>

namespace apps {

struct TracedCall {
    uint32_t id = 0;
    uint32_t parent = 0;
    uint32_t interface = 0;
    uint32_t method = 0; // as it was sent
    uint32_t arguments[5] = {};
    uint16_t sender = 0;
    std::vector<uint16_t> receivers; // the first one and those it was forwarded to
    bool answered = false;
    uint32_t error = 0;
    uint32_t results[5] = {};
    uint32_t bytes = 0;                     // that the kernel copied for it
    uint32_t first_step = 0, last_step = 0; // dispatches
};

class CallTree {
  public:
    explicit CallTree(const std::vector<abi::TraceRecord>& records);

    const std::vector<TracedCall>& calls() const { return calls_; }
    /// Index of call `id`, or -1.
    int find(uint32_t id) const;
    /// Prints a call and what it caused, indented. At most `limit` lines, which is reduced.
    void print(size_t index, const TaskNames& names, const std::string& indent, unsigned& limit) const;
    /// Calls sent by a task that no other call of the trace caused.
    std::vector<size_t> roots_of(abi::TaskId task) const;

  private:
    TracedCall& call(uint32_t id);
    void add(const abi::TraceRecord& record);

    std::vector<TracedCall> calls_;                  // in the order of sending
    std::vector<std::pair<uint32_t, size_t>> index_; // id -> place, sorted: ids grow
};

} // namespace apps
