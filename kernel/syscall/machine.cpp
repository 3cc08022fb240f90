// SPDX-License-Identifier: MIT
// Time, chance, log, trace and power.
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

using namespace kernel;
using abi::Error;
using abi::Right;

int64_t sys_clock_read(uint32_t clock) {
    ENTER_KERNEL();
    switch (static_cast<abi::Clock>(clock)) {
    case abi::Clock::uptime:
        return kernel::kernel().clock.uptime();
    case abi::Clock::real_time:
        return kernel::kernel().clock.real_time();
    case abi::Clock::precise:
        return arch::precise_clock();
    }
    return refuse(Error::invalid);
}

int64_t sys_entropy(uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    if (size > 256)
        return refuse(Error::limit);
    uint64_t words[32];
    for (uint64_t at = 0; at * 8 < size; ++at)
        words[at] = kernel::kernel().random.next();
    return copy_out(task, address, words, size) ? 0 : refuse(Error::bad_memory);
}

int64_t sys_log_write(uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    char text[Log::kMaxLine];
    uint64_t length = size < sizeof(text) ? size : sizeof(text);
    if (!copy_in(task, text, address, length))
        return refuse(Error::bad_memory);
    kernel::kernel().log.write(kernel::kernel().clock.uptime(), task.name,
                               {text, static_cast<size_t>(length)});
    kernel::kernel().events.log_written();
    return 0;
}

int64_t sys_log_read(uint32_t system, uint64_t position, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::inspect);
    if (error != Error::ok)
        return refuse(error);
    char text[1024];
    uint32_t wanted = size < sizeof(text) ? static_cast<uint32_t>(size) : sizeof(text);
    uint32_t count = kernel::kernel().log.read(position, text, wanted);
    return copy_out(task, address, text, count) ? count : refuse(Error::bad_memory);
}

int64_t sys_trace_control(uint32_t system, uint32_t mask) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::trace);
    if (error != Error::ok)
        return refuse(error);
    kernel::kernel().trace.set_mask(mask & (TraceRing::kOn | TraceRing::kDispatches));
    return 0;
}

int64_t sys_trace_read(uint32_t system, uint64_t first, uint64_t address, uint64_t capacity) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::trace);
    if (error != Error::ok)
        return refuse(error);
    abi::TraceRecord records[64];
    uint32_t wanted = capacity < 64 ? static_cast<uint32_t>(capacity) : 64;
    uint32_t count = kernel::kernel().trace.read(first, records, wanted);
    return copy_out(task, address, records, count * sizeof(abi::TraceRecord)) ? count
                                                                              : refuse(Error::bad_memory);
}

int64_t sys_boot_module(uint32_t system, uint64_t index, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::devices);
    if (error != Error::ok)
        return refuse(error);
    uint32_t present = arch::module_size(static_cast<uint32_t>(index));
    if (index > 0xffff || present == 0)
        return refuse(Error::no_entry);
    if (address == 0 && size == 0)
        return present;
    if (size < present)
        return refuse(Error::overflow);
    bool copied = arch::module_copy(static_cast<uint32_t>(index), 0, task.slot, address, present);
    return copied ? present : refuse(Error::bad_memory);
}

int64_t sys_system_power(uint32_t system, uint32_t power, uint32_t status) {
    ENTER_KERNEL();
    Error error = check_system(task, system, Right::power);
    if (error != Error::ok)
        return refuse(error);
    if (power > static_cast<uint32_t>(abi::Power::reboot))
        return refuse(Error::invalid);
    kernel::kernel().stopped = true;
    arch::power(power, status);
    return 0;
}
