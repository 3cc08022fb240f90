// SPDX-License-Identifier: MIT
// Who is connected to whom, and how much goes over each connection: what the switchboard shows.
#pragma once

#include "kernel/abi/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace inspector {

struct Cable {
    uint16_t from = 0, to = 0; // tasks
    uint32_t interface = 0;    // the last one used
    uint64_t calls = 0;
    uint64_t forwards = 0;
    uint32_t phones = 0; // connected now, as far as the trace told
};

/// Something went over a cable; the board draws it as a pulse.
struct Pulse {
    enum class Kind : uint8_t { request, forward, answer, notification, failure };
    uint16_t from = 0, to = 0;
    Kind kind = Kind::request;
};

class Traffic {
  public:
    static constexpr size_t kMaxPulses = 64;    // kept between two drains; more would be a blur
    static constexpr size_t kMaxCables = 2'000; // the least used go first

    void append(const abi::TraceRecord& record);
    void clear();

    const std::map<uint32_t, Cable>& cables() const { return cables_; }

    /// The pulses since the last time, at most kMaxPulses, the latest ones.
    std::vector<Pulse> take_pulses();

    /// How many pulses came in all; tells how busy the machine is.
    uint64_t total() const { return total_; }

  private:
    Cable& cable(uint16_t from, uint16_t to);
    void remove_task(uint16_t task);
    void pulse(const abi::TraceRecord& record, Pulse::Kind kind);

    std::map<uint32_t, Cable> cables_; // by from << 16 | to
    std::vector<Pulse> pulses_;
    uint64_t total_ = 0;
};

} // namespace inspector
