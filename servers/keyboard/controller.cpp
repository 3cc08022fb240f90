// SPDX-License-Identifier: MIT
#include "servers/keyboard/controller.hpp"

#include "servers/input/key.hpp"

namespace keyboard {

namespace {

// Status, read from the command port.
constexpr uint8_t kOutputFull = 0x01; // a byte for us
constexpr uint8_t kInputFull = 0x02;  // it has not taken our last one
constexpr uint8_t kFromMouse = 0x20;
constexpr uint8_t kAbsent = 0xff;

// Commands of the controller.
constexpr uint8_t kReadConfiguration = 0x20;
constexpr uint8_t kWriteConfiguration = 0x60;
constexpr uint8_t kDisableMouse = 0xa7;
constexpr uint8_t kSelfTest = 0xaa;
constexpr uint8_t kSelfTestPassed = 0x55;
constexpr uint8_t kTestKeyboardPort = 0xab;
constexpr uint8_t kDisableKeyboard = 0xad;
constexpr uint8_t kEnableKeyboard = 0xae;

// Configuration.
constexpr uint8_t kKeyboardInterrupt = 0x01;
constexpr uint8_t kMouseInterrupt = 0x02;
constexpr uint8_t kKeyboardClockOff = 0x10;
constexpr uint8_t kTranslation = 0x40; // to scan code set 1

// Commands of the keyboard and what it says to them.
constexpr uint8_t kSetLights = 0xed;
constexpr uint8_t kEnableScanning = 0xf4;
constexpr uint8_t kAcknowledged = 0xfa;
constexpr uint8_t kAgain = 0xfe;

constexpr int kReads = 100;     // before the first pause
constexpr int kPauses = 500;    // of a millisecond each: a keyboard may take that long
constexpr int kMaxDrained = 64; // bytes; what never ends is no controller
constexpr int kMaxRepeats = 3;

} // namespace

template<typename Ready>
bool Controller::wait_until(Ready ready) {
    for (int tries = 0; tries < kReads + kPauses; tries++) {
        const uint8_t status = command_.read(0);
        if (status == kAbsent)
            return false;
        if (ready(status))
            return true;
        if (tries >= kReads)
            pause_();
    }
    return false;
}

bool Controller::send_command(uint8_t command) {
    const bool ready = wait_until([](uint8_t status) { return (status & kInputFull) == 0; });
    if (ready)
        command_.write(0, command);
    return ready;
}

bool Controller::send_data(uint8_t byte) {
    const bool ready = wait_until([](uint8_t status) { return (status & kInputFull) == 0; });
    if (ready)
        data_.write(0, byte);
    return ready;
}

std::optional<uint8_t> Controller::answer() {
    if (!wait_until([](uint8_t status) { return (status & kOutputFull) != 0; }))
        return {};
    return data_.read(0);
}

std::optional<uint8_t> Controller::ask(uint8_t command) {
    if (!send_command(command))
        return {};
    return answer();
}

void Controller::drain() {
    for (int count = 0; count < kMaxDrained && (command_.read(0) & kOutputFull) != 0; count++)
        (void)data_.read(0);
}

bool Controller::start() {
    if (command_.read(0) == kAbsent || !send_command(kDisableKeyboard) || !send_command(kDisableMouse))
        return false;
    drain();
    if (ask(kSelfTest) != kSelfTestPassed)
        return false;
    // The self-test may have enabled everything again.
    if (!send_command(kDisableKeyboard) || !send_command(kDisableMouse))
        return false;
    drain();
    if (ask(kTestKeyboardPort) != 0 || !configure() || !send_command(kEnableKeyboard))
        return false;
    (void)tell_keyboard(kEnableScanning); // without a keyboard nobody answers; one may be plugged in later
    return true;
}

bool Controller::configure() {
    const auto before = ask(kReadConfiguration);
    if (!before)
        return false;
    const auto wanted =
        uint8_t((*before | kKeyboardInterrupt | kTranslation) & ~(kMouseInterrupt | kKeyboardClockOff));
    return send_command(kWriteConfiguration) && send_data(wanted);
}

std::optional<uint8_t> Controller::receive() {
    if (!typed_.empty()) {
        const uint8_t byte = typed_.front();
        typed_.pop_front();
        return byte;
    }
    for (int count = 0; count < kMaxDrained; count++) {
        const uint8_t status = command_.read(0);
        if (status == kAbsent || (status & kOutputFull) == 0)
            return {};
        const uint8_t byte = data_.read(0);
        if ((status & kFromMouse) == 0)
            return byte;
    }
    return {};
}

// What is typed meanwhile is kept.
bool Controller::tell_keyboard(uint8_t byte) {
    for (int repeats = 0; repeats < kMaxRepeats; repeats++) {
        if (!send_data(byte))
            return false;
        for (int others = 0; others < kMaxDrained; others++) {
            const auto said = answer();
            if (!said)
                return false;
            if (*said == kAcknowledged)
                return true;
            if (*said == kAgain)
                break;
            typed_.push_back(*said);
        }
    }
    return false;
}

bool Controller::set_lights(uint8_t lights) {
    const auto bit = [&](uint8_t light, int to) { return (lights & light) != 0 ? 1 << to : 0; };
    const int bits =
        bit(input::kScrollLockLight, 0) | bit(input::kNumLockLight, 1) | bit(input::kCapsLockLight, 2);
    return tell_keyboard(kSetLights) && tell_keyboard(uint8_t(bits));
}

} // namespace keyboard
