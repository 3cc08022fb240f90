// SPDX-License-Identifier: MIT
#include "kernel/kernel.hpp"

#include "kernel/lib/text.hpp"

#include <cstring>
#include <new>

namespace kernel {

namespace {
// Not a plain global: its constructor must run when reset_kernel says so, not when some other file's does.
alignas(Kernel) char storage[sizeof(Kernel)];
} // namespace

Kernel& kernel() {
    return *std::launder(reinterpret_cast<Kernel*>(storage));
}

void reset_kernel() {
    new (storage) Kernel; // with () it would first write 2 MiB of zeros into the trace ring
    for (uint32_t number = 0; number < abi::kTerminalCount; ++number)
        kernel().devices[number].set_number(number);
}

void Kernel::drop_image(Image& image) {
    if (--image.references > 0)
        return;
    images.remove(image);
    arch::image_release(image.number);
    if (image.payer)
        image.payer->image_bytes -= image.size;
    release_charged(image.payer, &image, sizeof(Image));
}

void Kernel::images_lose_payer(Task& task) {
    images.for_each([&](Image& image) {
        if (image.payer != &task)
            return;
        task.account.refund(Heap::block_size(sizeof(Image)));
        task.image_bytes -= image.size;
        image.payer = nullptr;
    });
}

void Kernel::log_fault(const Task& task, abi::TaskId id, const End& end) {
    char line[200];
    char* at = append(line, "task ");
    at = append_number(at, id, 10);
    at = append(at, " (");
    at = append(at, task.name);
    at = append(at, ") ended by a fault: ");
    at = append(at, abi::describe(static_cast<abi::FaultKind>(end.detail)));
    auto place = static_cast<uint64_t>(end.place);
    if (place != 0)
        at = arch::describe_place(append(at, ", "), place);
    log.write(clock.uptime(), "kernel", {line, static_cast<size_t>(at - line)});
    events.log_written();
}

void panic(const char* what) {
    kernel().stopped = true;
    arch::panic(what, std::strlen(what));
}

} // namespace kernel
