// SPDX-License-Identifier: MIT
// The contract of arch/machine.hpp, as far as it is not elsewhere: time and tasks are in dispatch.cpp.
#include "kernel/arch/machine.hpp"

#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/clock.hpp"
#include "kernel/arch/x86_64/dispatch.hpp"
#include "kernel/arch/x86_64/executable_image.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

/// Bytes from `address` on that lie in the same page.
uint64_t rest_of_page(uint64_t address) {
    return kPageSize - address % kPageSize;
}

bool accessible_in(Slot slot, uint64_t address, uint64_t size, Access access) {
    if (slot == 0)
        return true;
    Space& space = space_of(slot);
    return space.present() && accessible(space, address, size, access);
}

char* pointer_in(Slot slot, uint64_t address, Access access) {
    return slot == 0 ? reinterpret_cast<char*>(address) : locate(space_of(slot), address, access);
}

class TaskSource final : public ExecutableSource {
  public:
    TaskSource(Slot slot, uint64_t address) : slot_(slot), address_(address) {}
    bool read(uint64_t offset, char* to, uint64_t size) override {
        return copy(0, reinterpret_cast<uintptr_t>(to), slot_, address_ + offset, size);
    }

  private:
    Slot slot_;
    uint64_t address_;
};

} // namespace

bool copy(Slot to, uint64_t to_address, Slot from, uint64_t from_address, uint64_t size) {
    if (!accessible_in(to, to_address, size, Access::write) ||
        !accessible_in(from, from_address, size, Access::read))
        return false;
    while (size > 0) {
        uint64_t part = size;
        if (to != 0 && rest_of_page(to_address) < part)
            part = rest_of_page(to_address);
        if (from != 0 && rest_of_page(from_address) < part)
            part = rest_of_page(from_address);
        std::memmove(pointer_in(to, to_address, Access::write), pointer_in(from, from_address, Access::read),
                     part);
        to_address += part;
        from_address += part;
        size -= part;
    }
    return true;
}

bool reachable(Slot slot, uint64_t address, uint64_t size) {
    return accessible_in(slot, address, size, Access::read);
}

uint64_t task_memory(Slot slot) {
    return space_of(slot).frames * kPageSize;
}

int32_t image_create(Slot slot, uint64_t address, uint64_t size) {
    TaskSource source(slot, address);
    return create_executable_image(source, size);
}

void image_release(int32_t image) {
    release_executable_image(image);
}

int32_t task_instantiate(Slot slot, int32_t image) {
    return instantiate(image, space_of(slot));
}

void task_release(Slot slot) {
    Space& space = space_of(slot);
    if (!space.present())
        return;
    forget_space(space);
    release_space(space);
}

int64_t precise_clock() {
    return nanoseconds();
}

uint32_t module_size(uint32_t module) {
    return module == 0 ? static_cast<uint32_t>(boot_information().archive_size) : 0;
}

bool module_copy(uint32_t, uint64_t offset, Slot slot, uint64_t address, uint64_t size) {
    const auto& boot = boot_information();
    if (offset > boot.archive_size || size > boot.archive_size - offset)
        return false;
    return copy(slot, address, 0, reinterpret_cast<uintptr_t>(at_physical(boot.archive + offset)), size);
}

void* grow(size_t bytes) {
    uint32_t order = 0;
    while ((kPageSize << order) < bytes)
        ++order;
    constexpr uint32_t kChunk = 6; // 256 KiB at once: heap blocks are smaller, and the rest is used later
    static char* next = nullptr;
    static size_t left = 0;
    if (left < bytes) {
        order = order < kChunk ? kChunk : order;
        Physical block = frames().allocate(order);
        if (block == 0)
            return nullptr;
        next = at_physical(block);
        left = kPageSize << order;
        std::memset(next, 0, left);
    }
    char* memory = next;
    size_t taken = (bytes + 15) & ~size_t(15);
    next += taken;
    left -= taken < left ? taken : left;
    return memory;
}

// The kernel has its own stack, and a system call begins at the same place of it each time.
void probe_stack() {}

const char* name() {
    return "x86_64";
}

} // namespace kernel::arch
