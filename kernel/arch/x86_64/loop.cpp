// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/loop.hpp"

#include "kernel/arch/x86_64/apic.hpp"
#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/clock.hpp"
#include "kernel/arch/x86_64/dispatch.hpp"
#include "kernel/arch/x86_64/dma.hpp"
#include "kernel/arch/x86_64/early_console.hpp"
#include "kernel/arch/x86_64/early_screen.hpp"
#include "kernel/arch/x86_64/interrupt.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/trace_port.hpp"
#include "kernel/kernel.hpp"

namespace kernel::arch {

namespace {

KERNEL_HOT constinit uint64_t log_shown = 0;

// What is not done at every dispatch stays out of the pages that every dispatch needs.
#define SELDOM [[gnu::cold, gnu::noinline]]

SELDOM void pass_time() {
    int64_t now = microseconds();
    kernel().clock.advance(now, now);
    int64_t next = kernel().timeouts.next();
    if (next >= 0 && next <= now)
        kernel().timeouts.fire(now);
}

/// Dispatches, without a look at anything else until an interrupt has come: the time goes on meanwhile, but
/// at most a slice. False when nothing is ready.
bool dispatch_some() {
    constexpr int kDispatches = 16; // so that the log, the trace and short deadlines are not late
    interrupted = false;
    for (int count = 0; count < kDispatches && !interrupted; ++count) {
        if (!kernel().scheduler.run(kernel().scheduler.dispatches() + 1))
            return false;
    }
    return true;
}

SELDOM void wait() {
    settle_dma();
    if (has_interrupts())
        return;
    int64_t next = kernel().timeouts.next();
    if (next >= 0) {
        int64_t left = next - microseconds();
        set_timer(left > 1 ? static_cast<uint64_t>(left) : 1);
    }
    slice_is_over(); // whatever the timer was set to, it is not a slice now
    wait_for_interrupt();
}

SELDOM void look_around() {
    pass_time();
    deliver_interrupts();
    show_log();
    send_trace();
}

} // namespace

void show_log() {
    if (log_shown >= kernel().log.position())
        return;
    const auto& hardware = kernel().hardware;
    set_serial_console(!hardware.overlaps(abi::HardwareKind::ports, kSerialPort, kSerialPorts));
    const auto& framebuffer = boot_information().framebuffer;
    if (has_early_screen())
        set_screen_console(
            !hardware.overlaps(abi::HardwareKind::memory, framebuffer.address, framebuffer.pitch));
    char text[256];
    while (uint32_t size = kernel().log.read(log_shown, text, sizeof(text))) {
        show({text, size});
        log_shown += size;
    }
}

void run_machine() {
    for (;;) {
        look_around();
        if (!dispatch_some())
            wait();
    }
}

} // namespace kernel::arch
