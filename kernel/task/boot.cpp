// SPDX-License-Identifier: MIT
#include "kernel/task/boot.hpp"

#include "kernel/kernel.hpp"
#include "kernel/task/create.hpp"

namespace kernel {

using abi::Error;

Error add_boot_task(std::string_view name, int32_t image) {
    auto created = create_task(name, image, 0);
    if (!created.ok())
        return created.error();
    Task& task = **created;
    if (!kernel().naming) {
        kernel().naming = &task;
        Phone* phone = create_phone_at(task, abi::kNamingHandle, abi::interface_id("name"));
        if (!phone)
            return Error::no_memory;
        connect_phone(*phone, task.box, 0);
    }
    return task.handles.add_at(abi::kSystemHandle, abi::HandleType::system, 1, abi::Right::all).error();
}

Error start_boot_tasks() {
    if (!kernel().naming)
        return Error::invalid;
    kernel().log.write(kernel().clock.uptime(), "kernel", "starting the boot tasks");
    kernel().tasks.for_each([](Task& task) { start_task(task); });
    return Error::ok;
}

} // namespace kernel
