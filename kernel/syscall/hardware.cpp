// SPDX-License-Identifier: MIT
// Hardware as handles. A machine without any refuses after the handle was checked, so that a guessed handle
// looks the same everywhere.
#include "kernel/hardware/resource.hpp"
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

using namespace kernel;
using abi::Error;
using abi::HandleType;
using abi::HardwareFact;
using abi::HardwareKind;
using abi::Right;

namespace {

constexpr uint64_t kLatestTime = uint64_t(1) << 60; // microseconds; far away, and no sum overflows

/// May the caller open hardware with this handle, and is there any?
Error check_hardware(Task& task, abi::Handle system) {
    Error error = check_system(task, system, Right::devices);
    if (error != Error::ok)
        return error;
    return arch::has_hardware() ? Error::ok : Error::not_supported;
}

Error check_port(const Resource& ports, uint64_t offset, uint32_t width) {
    bool known = width == 1 || width == 2 || width == 4;
    return known && width <= ports.size && offset <= ports.size - width ? Error::ok : Error::invalid;
}

abi::Result<uint64_t> fact_of(const Resource& resource, HardwareFact fact) {
    bool is_message = resource.kind == HardwareKind::message_interrupt;
    switch (fact) {
    case HardwareFact::base:
        return resource.base;
    case HardwareFact::size:
        return resource.size;
    case HardwareFact::message_address:
        return is_message ? abi::Result<uint64_t>(resource.message_address) : Error::not_supported;
    case HardwareFact::message_data:
        return is_message ? abi::Result<uint64_t>(resource.message_data) : Error::not_supported;
    }
    return Error::invalid;
}

int64_t value_or_error(abi::Result<uint64_t> value) {
    return value.ok() ? static_cast<int64_t>(*value) : refuse(value.error());
}

} // namespace

int64_t sys_hardware_open(uint32_t system, uint32_t kind, uint64_t base, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_hardware(task, system);
    if (error != Error::ok)
        return refuse(error);
    auto resource = open_resource(task, static_cast<HardwareKind>(kind), base, size);
    if (!resource.ok())
        return refuse(resource.error());
    auto handle =
        task.handles.add((*resource)->handle_type(), reinterpret_cast<uintptr_t>(*resource), Right::transfer);
    if (!handle.ok()) {
        close_resource(**resource);
        return refuse(handle.error());
    }
    return *handle;
}

int64_t sys_hardware_query(uint32_t handle, uint32_t fact) {
    ENTER_KERNEL();
    HandleEntry* entry = task.handles.find(handle);
    Resource* resource = entry ? resource_of(*entry) : nullptr;
    if (!resource)
        return refuse(Error::no_entry);
    return value_or_error(fact_of(*resource, static_cast<HardwareFact>(fact)));
}

int64_t sys_hardware_info(uint32_t system, uint64_t address, uint64_t size) {
    ENTER_KERNEL();
    Error error = check_hardware(task, system);
    if (error != Error::ok)
        return refuse(error);
    if (size < sizeof(abi::HardwareInfo))
        return refuse(Error::overflow);
    abi::HardwareInfo info{};
    arch::describe_hardware(info);
    return copy_out(task, address, &info, sizeof(info)) ? 0 : refuse(Error::bad_memory);
}

int64_t sys_clock_set(uint32_t system, uint64_t real_time) {
    ENTER_KERNEL();
    Error error = check_hardware(task, system);
    if (error != Error::ok)
        return refuse(error);
    if (real_time > kLatestTime)
        return refuse(Error::invalid);
    kernel::kernel().clock.set(static_cast<int64_t>(real_time));
    return 0;
}

int64_t sys_port_read(uint32_t handle, uint64_t offset, uint32_t width) {
    ENTER_KERNEL();
    auto* ports = task.handles.find_object<Resource>(handle, HandleType::ports);
    if (!ports)
        return refuse(Error::no_entry);
    Error error = check_port(*ports, offset, width);
    if (error != Error::ok)
        return refuse(error);
    return arch::port_read(static_cast<uint32_t>(ports->base + offset), width);
}

int64_t sys_port_write(uint32_t handle, uint64_t offset, uint32_t width, uint32_t value) {
    ENTER_KERNEL();
    auto* ports = task.handles.find_object<Resource>(handle, HandleType::ports);
    if (!ports)
        return refuse(Error::no_entry);
    Error error = check_port(*ports, offset, width);
    if (error != Error::ok)
        return refuse(error);
    arch::port_write(static_cast<uint32_t>(ports->base + offset), width, value);
    return 0;
}

int64_t sys_memory_map(uint32_t handle, uint64_t flags) {
    ENTER_KERNEL();
    auto* range = task.handles.find_object<Resource>(handle, HandleType::memory_range);
    if (!range)
        return refuse(Error::no_entry);
    if ((flags & ~abi::kMapFlags) != 0)
        return refuse(Error::invalid);
    return value_or_error(map_resource(*range, flags));
}
