// SPDX-License-Identifier: MIT
#include "servers/serial/uart.hpp"

namespace serial {

namespace {

// Registers, by offset.
constexpr uint32_t kData = 0;             // divisor, low byte, while kDivisorAccess
constexpr uint32_t kInterestRegister = 1; // divisor, high byte, while kDivisorAccess
constexpr uint32_t kIdentification = 2;   // read
constexpr uint32_t kQueueControl = 2;     // write
constexpr uint32_t kLineControl = 3;
constexpr uint32_t kModemControl = 4;
constexpr uint32_t kLineStatus = 5;
constexpr uint32_t kModemStatus = 6;
constexpr uint32_t kScratch = 7;

constexpr uint8_t kNothingAsks = 1;  // identification
constexpr uint8_t kQueuesOn = 0xc1;  // receive interrupt at 14 bytes or after a pause; what is in them stays
constexpr uint8_t kEightBits = 0x03; // no parity, one stop bit
constexpr uint8_t kDivisorAccess = 0x80;
constexpr uint8_t kReady = 0x0b; // DTR, RTS, and OUT2, which lets the interrupt through
// Loopback with RTS and OUT2 on: the modem status shows them as CTS and carrier. No byte of the line is
// touched.
constexpr uint8_t kLoopback = 0x1a;
constexpr uint8_t kLoopbackMask = 0xf0;
constexpr uint8_t kLoopbackHeard = 0x90;
constexpr uint8_t kReceived = 0x01; // line status
constexpr uint8_t kRoomToSend = 0x20;

constexpr size_t kQueueSize = 16; // bytes that fit when there is room to send
constexpr uint8_t kFullSpeed = 1; // divisor of 115200

} // namespace

bool Uart::detect() {
    for (const uint8_t pattern : {0x5a, 0xa5}) {
        ports_.write(kScratch, pattern);
        if (ports_.read(kScratch) != pattern)
            return false;
    }
    const uint8_t before = ports_.read(kModemControl);
    ports_.write(kModemControl, kLoopback);
    const uint8_t heard = ports_.read(kModemStatus);
    ports_.write(kModemControl, before);
    return (heard & kLoopbackMask) == kLoopbackHeard;
}

void Uart::start() {
    ports_.write(kInterestRegister, 0);
    ports_.write(kLineControl, kDivisorAccess);
    ports_.write(kData, kFullSpeed);
    ports_.write(kInterestRegister, 0);
    ports_.write(kLineControl, kEightBits);
    ports_.write(kQueueControl, kQueuesOn);
    ports_.write(kModemControl, kReady);
    interests_ = 0;
}

void Uart::set_interests(bool received, bool room) {
    const auto wanted = uint8_t(uint8_t(received) | uint8_t(room) << 1);
    if (wanted != interests_)
        ports_.write(kInterestRegister, wanted);
    interests_ = wanted;
}

bool Uart::asks() {
    return (ports_.read(kIdentification) & kNothingAsks) == 0;
}

void Uart::receive(std::string& bytes, size_t room) {
    for (; room > 0 && (ports_.read(kLineStatus) & kReceived) != 0; room--)
        bytes += char(ports_.read(kData));
}

size_t Uart::send(std::string_view bytes) {
    if ((ports_.read(kLineStatus) & kRoomToSend) == 0)
        return 0;
    const std::string_view sent = bytes.substr(0, kQueueSize);
    for (const char byte : sent)
        ports_.write(kData, uint8_t(byte));
    return sent.size();
}

} // namespace serial
