// SPDX-License-Identifier: MIT
// The machine below the kernel, for unit tests: memories are vectors, tasks are callbacks, devices are
// strings.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/abi/ipc.hpp"
#include "kernel/arch/machine.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kernel::host {

/// What a task does when it is entered; returns its deadline. Nothing set: returns abi::kForever at once.
using Entry = std::function<int64_t(const abi::Message&)>;

struct Space {
    bool present = false;
    std::vector<char> memory;
    Entry entry;
    int32_t image = 0;
};

/// Hardware for drivers. What the kernel has claimed must be what its resources say; after the last task died
/// nothing is left.
struct SimulatedHardware {
    static constexpr uint64_t kRam = 0x100000; // this and the next MiB are RAM in use
    static constexpr uint64_t kRamSize = 0x100000;
    static constexpr uint64_t kOwnPort = 0x20; // used by the machine, like interrupt kOwnInterrupt
    static constexpr uint64_t kOwnInterrupt = 2;
    static constexpr uint64_t kInterrupts = 24; // global numbers 0..23 exist; each is its own line
    static constexpr uint32_t kMessageLines = 4;
    static constexpr uint64_t kFirstMapping = uint64_t(1) << 32;

    struct Mapping {
        arch::Slot slot;
        uint64_t physical;
        uint64_t size;
        uint64_t flags;
        bool cached;
    };

    bool present = true;
    abi::HardwareInfo info{};
    std::map<uint32_t, uint32_t> ports; // what was written last; reads of others give all bits
    std::map<uint64_t, uint64_t> dma;   // physical address, size
    std::map<uint64_t, Mapping> mappings;
    std::set<uint32_t> unmasked;      // lines
    std::set<uint32_t> message_lines; // claimed
    uint64_t next_dma = 0x1000000;
    uint64_t next_mapping = kFirstMapping;
    bool exhausted = false; // no dma memory, no mappings

    /// A device raises a line; if it is unmasked the kernel hears of it, as between two dispatches.
    void interrupt(uint32_t line);
};

/// All of it is public: tests arrange the machine and look at what the kernel did to it.
struct SimulatedMachine {
    static constexpr uint64_t kTaskMemory = 256 * 1024; // bytes of a new task

    Space spaces[abi::kMaxTasks + 1];
    std::map<uint32_t, std::string> output; // what the kernel wrote to each device
    std::vector<std::string> modules;
    int32_t images = 0; // how many were made
    int32_t released_images = 0;
    bool common_memory = false; // share() succeeds
    std::vector<std::pair<uint32_t, uint32_t>> shared;
    std::vector<uint32_t> unshared;
    arch::Fault fault{};            // what task_fault answers
    int32_t instantiate_status = 0; // what task_instantiate answers
    int64_t precise = 0;
    uint32_t terminals = abi::kTerminalCount;
    int32_t device_answer = 0;
    int powered = -1; // last argument of power
    uint32_t power_status = 0;
    SimulatedHardware hardware;
    bool memory_exhausted = false;        // grow answers nullptr
    std::vector<std::vector<char>> grown; // what grow handed out
};

SimulatedMachine& machine();
/// A new machine; only between kernels, because the old one's memory goes away.
void reset_machine();

} // namespace kernel::host
