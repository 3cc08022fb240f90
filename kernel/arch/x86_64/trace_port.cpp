// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/trace_port.hpp"

#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/serial_port.hpp"
#include "kernel/kernel.hpp"

namespace kernel::arch {

namespace {

constexpr SerialPort kPort(0x2f8);

constinit bool active = false;
constinit uint32_t next = 1; // sequence number

void send(const abi::TraceRecord& record) {
    const char* bytes = reinterpret_cast<const char*>(&record);
    for (size_t at = 0; at < sizeof(record); ++at)
        kPort.write(bytes[at]);
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
        send(record);
        next = record.sequence + 1;
    }
}

} // namespace kernel::arch
