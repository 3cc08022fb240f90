// SPDX-License-Identifier: MIT
// The machine below the kernel, for unit tests: memories are vectors, tasks are callbacks, devices are
// strings.
#pragma once

#include "kernel/abi/ipc.hpp"
#include "kernel/arch/machine.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
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

/// All of it is public: tests arrange the machine and look at what the kernel did to it.
struct SimulatedMachine {
    static constexpr uint64_t kTaskMemory = 256 * 1024; // bytes of a new task

    Space spaces[abi::kMaxTasks + 1];
    std::map<uint32_t, std::string> output; // what the kernel wrote to each device
    std::vector<std::string> modules;
    int32_t images = 0;             // how many were made
    int32_t instantiate_status = 0; // what task_instantiate answers
    int64_t precise = 0;
    int32_t device_answer = 0;
    int powered = -1; // last argument of power
    uint32_t power_status = 0;
    bool memory_exhausted = false;        // grow answers nullptr
    std::vector<std::vector<char>> grown; // what grow handed out
};

SimulatedMachine& machine();
/// A new machine; only between kernels, because the old one's memory goes away.
void reset_machine();

} // namespace kernel::host
