// SPDX-License-Identifier: MIT
// All of the kernel's state, in one place.
#pragma once

#include "kernel/device/device.hpp"
#include "kernel/event/events.hpp"
#include "kernel/hardware/resource.hpp"
#include "kernel/ipc/forward.hpp"
#include "kernel/lib/panic.hpp"
#include "kernel/lib/random.hpp"
#include "kernel/log/log.hpp"
#include "kernel/memory/heap.hpp"
#include "kernel/monitor/monitor.hpp"
#include "kernel/task/image.hpp"
#include "kernel/task/scheduler.hpp"
#include "kernel/task/table.hpp"
#include "kernel/time/clock.hpp"
#include "kernel/time/timeout.hpp"
#include "kernel/trace/ring.hpp"

namespace kernel {

struct Kernel {
    // What every call touches comes first and lies together; the large rings come last.
    Heap heap;
    Clock clock;
    Scheduler scheduler;
    Timeouts timeouts;
    /// The answerbox that every new task gets a phone to.
    Task* naming = nullptr;
    /// False only while code of a task runs: a trap then is the task's fault, otherwise the kernel's.
    bool in_kernel = true;
    /// Set by fuel_exhausted just before it traps.
    bool runaway = false;
    bool stopped = false;

  private:
    uint32_t last_call_id_ = 0;

  public:
    Events events;
    Random random;
    Hardware hardware;
    List<Image, &Image::node> images;
    Monitor monitor;
    TraceRing trace; // begins with its switch
    Violations violations;
    TaskTable tasks;
    Log log;
    Device devices[abi::kTerminalCount];

    /// Begins again after four billion calls; 0 stays "no call".
    uint32_t next_call_id() { return ++last_call_id_ != 0 ? last_call_id_ : ++last_call_id_; }
    uint32_t last_call_id() const { return last_call_id_; }

    void drop_image(Image& image);
    void images_lose_payer(Task& task);
    /// One line that names task, kind and place.
    void log_fault(const Task& task, abi::TaskId id, const End& end);
};

Kernel& kernel();

/// Throws all state away and begins anew; for unit tests.
void reset_kernel();

} // namespace kernel
