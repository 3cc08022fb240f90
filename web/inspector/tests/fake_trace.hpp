// SPDX-License-Identifier: MIT
// Trace records made by hand, in the way in which the kernel writes them.
#pragma once

#include "kernel/abi/interface.hpp"
#include "kernel/abi/trace.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace inspector::testing {

using Words = std::array<uint32_t, 5>;

class FakeTrace {
  public:
    /// Virtual time and dispatch of the records that follow.
    void advance(uint64_t microseconds, uint32_t steps);

    void task_created(uint16_t creator, uint16_t task, std::string_view name = "");
    void task_ended(uint16_t task, uint32_t state, uint32_t detail);
    void connected(uint16_t from, uint16_t to, uint32_t interface);

    /// Returns the number of the new call.
    uint32_t call(uint16_t from, uint16_t to, uint32_t interface, uint32_t method, Words words = {},
                  uint32_t parent = 0);
    void delivered(uint32_t call, uint16_t to);
    void forward(uint32_t call, uint16_t from, uint16_t to, uint32_t interface, uint32_t method,
                 Words words = {});
    void answer(uint32_t call, uint16_t from, uint16_t to, uint32_t error = 0, Words results = {},
                uint8_t flags = 0);
    void returned(uint32_t call, uint16_t to);
    void data(uint32_t call, uint16_t from, uint16_t to, uint32_t size);
    void shared(uint32_t call, uint16_t from, uint16_t to, uint32_t size);
    void refused(uint16_t caller, uint32_t error);
    void notification(uint16_t to, uint32_t method);
    void forgotten(uint32_t call, uint16_t sender);

    /// call, delivered, answer and returned, a step apart each.
    uint32_t whole_call(uint16_t from, uint16_t to, uint32_t interface, uint32_t method, Words words = {},
                        uint32_t parent = 0, uint32_t error = 0, Words results = {});

    /// The next `count` records are lost.
    void lose(uint32_t count) { next_sequence_ += count; }

    /// The numbers that the next record and the next call get.
    void number_from(uint32_t sequence, uint32_t call) { next_sequence_ = sequence, next_call_ = call; }

    const std::vector<abi::TraceRecord>& records() const { return records_; }

    /// Gives out what was written since the last time.
    std::vector<abi::TraceRecord> take();

  private:
    abi::TraceRecord& add(abi::TraceKind kind, uint32_t call, uint16_t source, uint16_t target);

    std::vector<abi::TraceRecord> records_;
    uint64_t time_ = 1000;
    uint32_t step_ = 1;
    uint32_t next_sequence_ = 1;
    uint32_t next_call_ = 1;
};

} // namespace inspector::testing
