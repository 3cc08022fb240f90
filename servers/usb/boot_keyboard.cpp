// SPDX-License-Identifier: MIT
#include "servers/usb/boot_keyboard.hpp"

#include <algorithm>

namespace usb {

using input::Key;
using input::KeyEvent;

namespace {

constexpr size_t kFirstKey = 2; // behind modifiers and a reserved byte
constexpr Key kTooMany = 1;     // in all places: more keys are down than the keyboard can tell apart
constexpr Key kLastError = 3;

bool contains(const BootKeyboard::Report& report, Key key) {
    return std::find(report.begin() + kFirstKey, report.end(), key) != report.end();
}

bool is_key(Key key) {
    return key > kLastError;
}

} // namespace

std::vector<KeyEvent> BootKeyboard::handle(const Report& report, uint64_t now) {
    std::vector<KeyEvent> events;
    if (contains(report, kTooMany))
        return events;
    for (size_t i = kFirstKey; i < kReportSize; i++)
        if (is_key(last_[i]) && !contains(report, last_[i]))
            events.push_back({last_[i], false});
    for (uint32_t bit = 0; bit < 8; bit++)
        if (((report[0] ^ last_[0]) >> bit & 1) != 0)
            events.push_back({Key(input::kLeftControl + bit), (report[0] >> bit & 1) != 0});
    for (size_t i = kFirstKey; i < kReportSize; i++) {
        if (!is_key(report[i]) || contains(last_, report[i]))
            continue;
        events.push_back({report[i], true});
        repeating_ = report[i];
        repeat_at_ = now + kRepeatDelay;
    }
    if (!contains(report, repeating_))
        repeat_at_ = kNever;
    last_ = report;
    return events;
}

std::vector<KeyEvent> BootKeyboard::release() {
    return handle({}, 0);
}

std::vector<KeyEvent> BootKeyboard::repeat(uint64_t now) {
    if (now < repeat_at_)
        return {};
    repeat_at_ = now + kRepeatInterval;
    return {{repeating_, true}};
}

} // namespace usb
