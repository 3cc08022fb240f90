// SPDX-License-Identifier: MIT
// The machine below is a WebAssembly host: see abi/host.hpp.
#include "kernel/arch/machine.hpp"

#include "kernel/abi/event.hpp"
#include "kernel/abi/host.hpp"
#include "kernel/abi/syscall.hpp"
#include "kernel/arch/wasm/entry.hpp"
#include "kernel/lib/text.hpp"

#include <cstring>

#define IMPORT(type, name, arguments)                                                                        \
    __attribute__((import_module("host"), import_name(#name))) type host_##name arguments;
extern "C" {
SWITCHBOARD_HOST_IMPORTS(IMPORT)
}
#undef IMPORT

namespace kernel::arch {

namespace {

constexpr uint64_t kAddressSpace = uint64_t(1) << 32;

uint32_t table_base = 0;

uint32_t narrow(uint64_t value) {
    return static_cast<uint32_t>(value);
}

} // namespace

void set_table_base(uint32_t base) {
    table_base = base;
}
uint32_t get_table_base() {
    return table_base;
}

bool copy(Slot to, uint64_t to_address, Slot from, uint64_t from_address, uint64_t size) {
    if (to_address >= kAddressSpace || from_address >= kAddressSpace || size >= kAddressSpace)
        return false;
    return host_copy(to, narrow(to_address), from, narrow(from_address), narrow(size)) != 0;
}

uint64_t task_memory(Slot slot) {
    return host_task_memory(slot);
}

bool reachable(Slot slot, uint64_t address, uint64_t size) {
    uint64_t memory = host_task_memory(slot);
    return size <= memory && address <= memory - size;
}

// Memories are separate.
bool share(Slot, uint64_t, Slot, uint64_t, uint64_t, bool) {
    return false;
}
void unshare(Slot, uint64_t, uint64_t) {}

int32_t image_create(Slot slot, uint64_t address, uint64_t size) {
    return host_image_create(slot, narrow(address), narrow(size));
}

void image_release(int32_t image) {
    host_image_release(image);
}

int32_t task_instantiate(Slot slot, int32_t image) {
    return host_task_instantiate(slot, image);
}

void task_release(Slot slot) {
    host_task_release(slot);
}

int64_t task_enter(Slot slot, const abi::Message& message) {
    // A function pointer is an index into the table, where the host put the task's entry.
    auto enter = reinterpret_cast<abi::TaskEnter>(table_base + slot);
    int64_t deadline = enter(static_cast<uint32_t>(message.kind), message.call, message.label, message.sender,
                             message.trace_id, message.words[0], message.words[1], message.words[2],
                             message.words[3], message.words[4], message.words[5]);
    return deadline < 0 ? abi::kForever : deadline; // the other negative numbers are not the task's to say
}

// A task here runs to its end or to its trap.
int64_t task_resume(Slot) {
    return abi::kForever;
}

Fault task_fault() {
    return {};
}

// Function index << 32 | byte offset in the module.
char* describe_place(char* to, uint64_t place) {
    to = append_number(append(to, "in function "), place >> 32, 10);
    return append_number(append(to, " at byte 0x"), place & 0xffffffff, 16);
}

uint32_t terminal_count() {
    return abi::kTerminalCount;
}

void device_write(uint32_t device, Slot slot, uint64_t address, uint64_t size) {
    host_device_write(device, slot, narrow(address), narrow(size));
}

int32_t device_control(uint32_t device, uint32_t control, uint64_t argument) {
    return host_device_control(device, control, narrow(argument));
}

int64_t precise_clock() {
    return host_precise_clock();
}

uint32_t module_size(uint32_t module) {
    return host_module_size(module);
}

bool module_copy(uint32_t module, uint64_t offset, Slot slot, uint64_t address, uint64_t size) {
    if (address >= kAddressSpace || size >= kAddressSpace)
        return false;
    return host_module_copy(module, narrow(offset), slot, narrow(address), narrow(size)) != 0;
}

void power(uint32_t power, uint32_t status) {
    host_power(power, status);
}

void panic(const char* text, size_t size) {
    host_panic(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(text)), size);
    __builtin_trap();
}

void* grow(size_t bytes) {
    constexpr size_t kPage = 64 * 1024;
    static char* next = nullptr;
    static size_t left = 0;
    if (left < bytes) {
        size_t pages = (bytes + kPage - 1) / kPage;
        size_t before = __builtin_wasm_memory_grow(0, pages);
        if (before == static_cast<size_t>(-1))
            return nullptr;
        // Memory that was grown in several steps is one range only if nobody else grew it: nobody does.
        if (next + left != reinterpret_cast<char*>(before * kPage)) {
            next = reinterpret_cast<char*>(before * kPage);
            left = 0;
        }
        left += pages * kPage;
    }
    char* memory = next;
    next += bytes;
    left -= bytes;
    return memory;
}

const char* name() {
    return "wasm";
}

} // namespace kernel::arch
