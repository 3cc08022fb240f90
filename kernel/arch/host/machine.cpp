// SPDX-License-Identifier: MIT
#include "kernel/arch/machine.hpp"

#include "kernel/arch/host/simulated_machine.hpp"
#include "kernel/lib/text.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace kernel::host {

namespace {
std::unique_ptr<SimulatedMachine> current = std::make_unique<SimulatedMachine>();
} // namespace

SimulatedMachine& machine() {
    return *current;
}

void reset_machine() {
    current = std::make_unique<SimulatedMachine>();
}

} // namespace kernel::host

namespace kernel::arch {

using host::machine;
using host::Space;

namespace {

// Where a range lies; nullptr when it is not inside. Slot 0 is the kernel: addresses are pointers.
char* locate(Slot slot, uint64_t address, uint64_t size) {
    if (slot == 0)
        return reinterpret_cast<char*>(address);
    Space& space = machine().spaces[slot];
    uint64_t memory = space.memory.size();
    if (!space.present || size > memory || address > memory - size)
        return nullptr;
    return space.memory.data() + address;
}

} // namespace

bool copy(Slot to, uint64_t to_address, Slot from, uint64_t from_address, uint64_t size) {
    char* target = locate(to, to_address, size);
    const char* source = locate(from, from_address, size);
    if (size == 0)
        return (to == 0 || target) && (from == 0 || source);
    if (!target || !source)
        return false;
    std::memmove(target, source, size);
    return true;
}

uint64_t task_memory(Slot slot) {
    return machine().spaces[slot].memory.size();
}

// The simulated machine has separate memories; a test may say that they are common, and looks at what was
// asked.
bool share(Slot to, uint64_t, Slot from, uint64_t, uint64_t, bool) {
    if (machine().common_memory)
        machine().shared.push_back({to, from});
    return machine().common_memory;
}

void unshare(Slot slot, uint64_t, uint64_t) {
    machine().unshared.push_back(slot);
}

// An executable begins with the letters "image" here, and with "large" when there is no memory for it.
bool reachable(Slot slot, uint64_t address, uint64_t size) {
    uint64_t memory = task_memory(slot);
    return size <= memory && address <= memory - size;
}

int32_t image_create(Slot slot, uint64_t address, uint64_t size) {
    const char* bytes = locate(slot, address, size);
    if (!bytes || size < 5)
        return -1;
    if (std::memcmp(bytes, "large", 5) == 0)
        return -2;
    return std::memcmp(bytes, "image", 5) == 0 ? ++machine().images : -1;
}

void image_release(int32_t) {
    ++machine().released_images;
}

int32_t task_instantiate(Slot slot, int32_t image) {
    if (machine().instantiate_status != 0)
        return machine().instantiate_status;
    Space& space = machine().spaces[slot];
    space = {};
    space.present = true;
    space.memory.resize(host::SimulatedMachine::kTaskMemory);
    space.image = image;
    return 0;
}

void task_release(Slot slot) {
    machine().spaces[slot] = {};
}

int64_t task_enter(Slot slot, const abi::Message& message) {
    host::Entry entry = machine().spaces[slot].entry; // a copy: the task may replace its entry
    return entry ? entry(message) : -1;
}

// As on wasm.
char* describe_place(char* to, uint64_t place) {
    to = append_number(append(to, "in function "), place >> 32, 10);
    return append_number(append(to, " at byte 0x"), place & 0xffffffff, 16);
}

uint32_t terminal_count() {
    return machine().terminals;
}

// The simulated task says that it was preempted by answering kPreempted, and is entered again without a
// message.
int64_t task_resume(Slot slot) {
    return task_enter(slot, {});
}

Fault task_fault() {
    return machine().fault;
}

void device_write(uint32_t device, Slot slot, uint64_t address, uint64_t size) {
    if (const char* bytes = locate(slot, address, size))
        machine().output[device].append(bytes, size);
}

int32_t device_control(uint32_t, uint32_t, uint64_t) {
    return machine().device_answer;
}

int64_t precise_clock() {
    return machine().precise;
}

uint32_t module_size(uint32_t module) {
    return module < machine().modules.size() ? static_cast<uint32_t>(machine().modules[module].size()) : 0;
}

bool module_copy(uint32_t module, uint64_t offset, Slot slot, uint64_t address, uint64_t size) {
    const std::string& bytes = machine().modules[module];
    if (offset > bytes.size() || size > bytes.size() - offset)
        return false;
    return copy(slot, address, 0, reinterpret_cast<uintptr_t>(bytes.data() + offset), size);
}

void power(uint32_t power, uint32_t status) {
    machine().powered = static_cast<int>(power);
    machine().power_status = status;
}

void panic(const char* text, size_t size) {
    std::fprintf(stderr, "kernel panic: %.*s\n", static_cast<int>(size), text);
    std::abort();
}

void* grow(size_t bytes) {
    if (machine().memory_exhausted)
        return nullptr;
    machine().grown.emplace_back(bytes);
    return machine().grown.back().data();
}

void probe_stack() {}

const char* name() {
    return "host";
}

} // namespace kernel::arch
