// SPDX-License-Identifier: MIT
#include "kernel/syscall/door.hpp"
#include "kernel/syscall/table.hpp"

using namespace kernel;
using abi::Error;

int64_t sys_area_create(uint64_t base, uint64_t size, uint64_t flags) {
    ENTER_KERNEL();
    constexpr uint64_t kKnown =
        static_cast<uint64_t>(abi::AreaFlag::read) | static_cast<uint64_t>(abi::AreaFlag::write);
    if ((flags & ~kKnown) != 0 || flags == 0)
        return refuse(Error::invalid);
    return result(create_area(task, base, size, flags).error());
}

int64_t sys_area_destroy(uint64_t base) {
    ENTER_KERNEL();
    AreaMapping* mapping = find_area(task, base);
    if (!mapping)
        return refuse(Error::no_entry);
    unmap_area(*mapping);
    return 0;
}

int64_t sys_area_publish(uint64_t base, uint64_t offset, uint64_t size) {
    ENTER_KERNEL();
    AreaMapping* mapping = find_area(task, base);
    if (!mapping)
        return refuse(Error::no_entry);
    return result(publish_area(*mapping, offset, size));
}
