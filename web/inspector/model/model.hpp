// SPDX-License-Identifier: MIT
// Everything that the views show, fed by the page.
#pragma once

#include "kernel/abi/system.hpp"
#include "web/inspector/model/call_log.hpp"
#include "web/inspector/model/interface_table.hpp"
#include "web/inspector/model/task_table.hpp"
#include "web/inspector/model/traffic.hpp"
#include "web/inspector/model/violation_log.hpp"

#include <cstdint>
#include <vector>

namespace inspector {

struct PhoneRow {
    uint32_t handle = 0;
    uint32_t state = 0; // 1 connecting, 2 connected, 3 hung up, 4 slammed
    uint32_t peer = 0;
    uint32_t active_calls = 0;
    uint32_t interface = 0;
};

struct QueuedCall {
    uint32_t queue = 0; // 1 incoming, 2 dispatched, 3 answers
    uint32_t id = 0;
    uint32_t sender = 0;
    uint32_t interface = 0;
    uint32_t method = 0;
    std::array<uint64_t, 5> words{};
};

/// Phones and queues of the one task that somebody looks at.
struct TaskDetail {
    uint32_t task = 0;
    std::vector<PhoneRow> phones;
    std::vector<QueuedCall> calls;
};

struct Model {
    InterfaceTable names;
    TaskTable tasks;
    CallLog calls;
    Traffic traffic;
    ViolationLog violations;
    TaskDetail detail;

    void append(const abi::TraceRecord* records, size_t count);
    void set_phones(uint32_t task, const abi::PhoneInfo* phones, size_t count);
    void set_calls(uint32_t task, const abi::CallInfo* calls, size_t count);

    /// The machine starts again; names of protocols stay.
    void restart();

  private:
    void look_at(uint32_t task);
};

const char* phone_state_text(uint32_t state);

} // namespace inspector
