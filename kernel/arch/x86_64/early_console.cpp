// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/early_console.hpp"

#include "kernel/arch/x86_64/early_screen.hpp"
#include "kernel/arch/x86_64/processor.hpp"

namespace kernel::arch {

namespace {

constinit bool serial_present = false;
constinit bool serial_left = false;
constinit bool screen_left = false;

// A port that is not there reads as ones; one that is there keeps what is written to its scratch register.
bool has_serial() {
    constexpr uint16_t kScratch = kSerialPort + 7;
    for (uint8_t pattern : {uint8_t(0x5a), uint8_t(0xa5)}) {
        out8(kScratch, pattern);
        if (in8(kScratch) != pattern)
            return false;
    }
    return true;
}

void write_serial(char byte) {
    constexpr uint8_t kEmpty = 0x20;
    for (int tries = 0; tries < 100'000 && !(in8(kSerialPort + 5) & kEmpty); ++tries)
        pause();
    out8(kSerialPort, static_cast<uint8_t>(byte));
}

} // namespace

void start_serial_console() {
    serial_present = has_serial();
    if (!serial_present)
        return;
    out8(kSerialPort + 1, 0);    // no interrupts
    out8(kSerialPort + 3, 0x80); // 115200 baud
    out8(kSerialPort + 0, 1);
    out8(kSerialPort + 1, 0);
    out8(kSerialPort + 3, 0x03); // 8 bits, no parity, one stop bit
    out8(kSerialPort + 2, 0x07); // queues on and empty
    out8(kSerialPort + 4, 0x03);
}

void start_screen_console(const abi::x86_64::Framebuffer& framebuffer) {
    start_early_screen(framebuffer);
}

void show(std::string_view text) {
    for (char byte : text) {
        if (serial_present && !serial_left) {
            if (byte == '\n')
                write_serial('\r');
            write_serial(byte);
        }
        if (!screen_left)
            write_early_screen(byte);
    }
}

void show_number(uint64_t number, unsigned base, int width) {
    char digits[24];
    int count = 0;
    for (; number > 0 || count < width; number /= base)
        digits[count++] = "0123456789abcdef"[number % base];
    while (count > 0)
        show({&digits[--count], 1});
}

void leave_serial_console() {
    serial_left = true;
}

void leave_screen_console() {
    screen_left = true;
}

void take_consoles_back() {
    serial_left = screen_left = false;
}

} // namespace kernel::arch
