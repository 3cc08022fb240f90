// SPDX-License-Identifier: MIT
// A task: an address space, a handle table and an answerbox. It has no kernel stack: it is entered with one
// message and returns when all its fibrils wait.
#pragma once

#include "kernel/abi/monitor.hpp"
#include "kernel/abi/system.hpp"
#include "kernel/arch/machine.hpp"
#include "kernel/handle/table.hpp"
#include "kernel/ipc/answerbox.hpp"
#include "kernel/memory/account.hpp"
#include "kernel/memory/area.hpp"

#include <string_view>

namespace kernel {

// Aligned so that none lies across two pages: a call touches those of both sides.
struct alignas(1024) Task {
    Task() : box(*this), handles(*this) {}

    abi::TaskId id = 0; // 0: the slot is free
    arch::Slot slot = 0;
    abi::TaskId creator = 0;
    abi::TaskState state = abi::TaskState::created;
    char name[abi::kTaskNameSize] = {};

    Answerbox box;
    HandleTable handles;
    Account account;
    uint64_t dma_memory = 0; // bytes of its dma resources
    List<Call, &Call::sender_node> active_calls;
    List<Phone, &Phone::owner_node> phones;
    List<AreaMapping, &AreaMapping::task_node> areas;
    int32_t image = 0;
    uint64_t image_bytes = 0; // of the images that it pays for

    char* arguments = nullptr; // in the kernel's heap, charged
    uint32_t arguments_size = 0;

    ListNode ready_node;
    ListNode timeout_node;
    int64_t deadline = -1;
    bool must_enter = false; // entered even without a message: start, poke, timeout
    bool preempted = false;  // in the middle of a dispatch; then it is ready
    bool exiting = false;
    abi::Policy policy = abi::Policy::report; // of the monitor, for its messages
    bool killed = false;                      // by itself, instead of an exit
    uint32_t exit_status = 0;

    uint64_t dispatches = 0;
    uint64_t calls_sent = 0, calls_received = 0, answers_sent = 0, answers_received = 0, forwards = 0,
             notified = 0;

    bool alive() const { return id != 0; }
    void set_name(std::string_view text);
};

/// Object of kernel memory charged to `payer`; nullptr when its account or the memory is exhausted.
void* allocate_charged(Task& payer, size_t size);
void release_charged(Task* payer, void* object, size_t size);

/// How a task came to its end; goes into the task_state event.
struct End {
    abi::TaskState state;
    uint32_t detail; // exit status or FaultKind
    int64_t place;   // of a fault
};

/// Takes the task apart in the order that HelenOS gives (reference section 1.5): answerbox off, phones hung
/// up, events dropped, phones to it slammed, its rights to answer gone, queued calls answered hung_up, own
/// calls forgotten, memory released, events sent. Must not run while the task is on the stack.
void destroy_task(Task& task, const End& end);

} // namespace kernel
