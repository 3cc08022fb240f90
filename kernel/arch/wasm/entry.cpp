// SPDX-License-Identifier: MIT
// What the host calls: see abi/host.hpp. Each of these runs with no task on the stack.
#include "kernel/arch/wasm/entry.hpp"

#include "kernel/abi/host.hpp"
#include "kernel/inspect/inspect.hpp"
#include "kernel/kernel.hpp"
#include "kernel/task/boot.hpp"

using namespace kernel;

namespace {

constexpr uint32_t kBufferSize = 64 * 1024;
alignas(16) char buffer[kBufferSize];

template<typename T>
T* buffer_as() {
    return reinterpret_cast<T*>(buffer);
}

} // namespace

#define EXPORT(name) __attribute__((export_name(#name)))
extern "C" {

// A user program whose loops used up their fuel calls this. Not a system call: the trap has to be the task's.
EXPORT(fuel_exhausted) void fuel_exhausted() {
    kernel::kernel().runaway = true;
    __builtin_trap();
}

EXPORT(kernel_set_table_base) void kernel_set_table_base(uint32_t base) {
    reset_kernel();
    arch::set_table_base(base);
}
EXPORT(kernel_table_base) uint32_t kernel_table_base() {
    return arch::get_table_base();
}

EXPORT(kernel_buffer) uint32_t kernel_buffer() {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(buffer));
}
EXPORT(kernel_buffer_size) uint32_t kernel_buffer_size() {
    return kBufferSize;
}

EXPORT(kernel_boot_image) int32_t kernel_boot_image(uint32_t name_size, int32_t image) {
    return add_boot_task({buffer, name_size}, image) == abi::Error::ok ? 0 : -1;
}

EXPORT(kernel_boot) int32_t kernel_boot(int64_t real_time, int64_t seed) {
    kernel::kernel().clock.start(real_time);
    kernel::kernel().random.seed(static_cast<uint64_t>(seed));
    return start_boot_tasks() == abi::Error::ok ? 0 : -1;
}

EXPORT(kernel_run) int32_t kernel_run(int64_t until) {
    return kernel::kernel().scheduler.run(static_cast<uint64_t>(until)) ? 1 : 0;
}

EXPORT(kernel_dispatches) int64_t kernel_dispatches() {
    return static_cast<int64_t>(kernel::kernel().scheduler.dispatches());
}
EXPORT(kernel_deadline) int64_t kernel_deadline() {
    return kernel::kernel().timeouts.next();
}

EXPORT(kernel_clock) void kernel_clock(int64_t uptime, int64_t real_time) {
    kernel::kernel().clock.advance(uptime, real_time);
    kernel::kernel().timeouts.fire(kernel::kernel().clock.uptime());
}

EXPORT(kernel_input) uint32_t kernel_input(uint32_t device, uint32_t size) {
    if (device >= abi::kTerminalCount || size > kBufferSize)
        return 0;
    return kernel::kernel().devices[device].input(buffer, size);
}

EXPORT(kernel_device_state)
void kernel_device_state(uint32_t device, uint32_t state, uint32_t a3, uint32_t a4) {
    if (device < abi::kTerminalCount)
        kernel::kernel().devices[device].state_changed(static_cast<abi::DeviceState>(state), a3, a4);
}

EXPORT(kernel_current) uint32_t kernel_current() {
    Task* task = kernel::kernel().scheduler.running();
    return task ? task->slot : 0;
}
EXPORT(kernel_in_syscall) uint32_t kernel_in_syscall() {
    return kernel::kernel().in_kernel ? 1 : 0;
}

EXPORT(kernel_fault) void kernel_fault(uint32_t kind, int64_t place) {
    if (kernel::kernel().runaway)
        kind = static_cast<uint32_t>(abi::FaultKind::runaway);
    kernel::kernel().runaway = false;
    kernel::kernel().in_kernel = true;
    kernel::kernel().scheduler.fault({abi::TaskState::faulted, kind, place});
}

EXPORT(kernel_kill) int32_t kernel_kill(uint32_t id) {
    Task* task = kernel::kernel().tasks.find(id);
    if (!task)
        return 1;
    destroy_task(*task, {abi::TaskState::killed, 0, 0});
    return 0;
}

EXPORT(kernel_trace) void kernel_trace(uint32_t mask) {
    kernel::kernel().trace.set_mask(mask);
}
EXPORT(kernel_trace_ring) uint32_t kernel_trace_ring() {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(kernel::kernel().trace.records()));
}
EXPORT(kernel_trace_next) int64_t kernel_trace_next() {
    return static_cast<int64_t>(kernel::kernel().trace.next());
}

EXPORT(kernel_hash) int64_t kernel_hash() {
    return static_cast<int64_t>(hash_kernel());
}

EXPORT(kernel_tasks) uint32_t kernel_tasks() {
    uint32_t count = 0;
    kernel::kernel().tasks.for_each(
        [&](Task& task) { buffer_as<abi::TaskInfo>()[count++] = describe_task(task); });
    return count;
}

EXPORT(kernel_phones) uint32_t kernel_phones(uint32_t id) {
    Task* task = kernel::kernel().tasks.find(id);
    return task ? list_phones(*task, buffer_as<abi::PhoneInfo>(), kBufferSize / sizeof(abi::PhoneInfo)) : 0;
}

EXPORT(kernel_calls) uint32_t kernel_calls(uint32_t id) {
    Task* task = kernel::kernel().tasks.find(id);
    return task ? list_calls(*task, buffer_as<abi::CallInfo>(), kBufferSize / sizeof(abi::CallInfo)) : 0;
}

EXPORT(kernel_log_text) uint32_t kernel_log_text(int64_t position) {
    return kernel::kernel().log.read(static_cast<uint64_t>(position), buffer, kBufferSize);
}

} // extern "C"
