// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/early_console.hpp"

#include "kernel/arch/x86_64/early_screen.hpp"
#include "kernel/arch/x86_64/serial_port.hpp"

namespace kernel::arch {

namespace {

constexpr SerialPort kSerial(kSerialPort);

constinit bool serial_present = false;
constinit bool serial_left = false;
constinit bool screen_left = false;

} // namespace

void start_serial_console() {
    serial_present = kSerial.start();
}

void start_screen_console(const abi::x86_64::Framebuffer& framebuffer) {
    start_early_screen(framebuffer);
}

void show(std::string_view text) {
    for (char byte : text) {
        if (serial_present && !serial_left) {
            if (byte == '\n')
                kSerial.write('\r');
            kSerial.write(byte);
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

void set_serial_console(bool free) {
    if (free && serial_left && serial_present)
        kSerial.start(); // whatever its driver had made of it
    serial_left = !free;
}

void set_screen_console(bool free) {
    screen_left = !free;
}

void take_consoles_back() {
    serial_left = screen_left = false;
}

} // namespace kernel::arch
