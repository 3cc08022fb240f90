// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/trace_port.hpp"

#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/clock.hpp"
#include "kernel/arch/x86_64/hot.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/serial_port.hpp"
#include "kernel/kernel.hpp"

namespace kernel::arch {

namespace {

constexpr SerialPort kPort(0x2f8);

KERNEL_HOT constinit bool active = false;
constinit uint32_t next = 1; // sequence number

// A byte that is lost would make nonsense of all that follow, so a reader that is slow is waited for; with
// one that does not read at all the trace ends.
bool send(char byte) {
    constexpr int64_t kPatience = 10'000'000; // microseconds
    int64_t begin = microseconds();
    while (!kPort.try_write(byte)) {
        if (microseconds() - begin > kPatience)
            return false;
        pause();
    }
    return true;
}

bool send(const abi::TraceRecord& record) {
    const char* bytes = reinterpret_cast<const char*>(&record);
    for (size_t at = 0; at < sizeof(record); ++at) {
        if (!send(bytes[at]))
            return false;
    }
    return true;
}

} // namespace

void start_trace_port() {
    active = boot_option("trace") == "serial" && kPort.start();
    if (active)
        kernel().trace.set_mask(TraceRing::kOn);
}

void send_trace() {
    if (!active)
        return;
    abi::TraceRecord record;
    while (next != kernel().trace.next() && kernel().trace.read(next, &record, 1) == 1) {
        if (!send(record)) {
            active = false;
            kernel().log.write(kernel().clock.uptime(), "kernel", "nobody reads the trace: it ends");
            return;
        }
        next = record.sequence + 1;
    }
}

} // namespace kernel::arch
