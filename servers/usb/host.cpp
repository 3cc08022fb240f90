// SPDX-License-Identifier: MIT
#include "servers/usb/host.hpp"

#include <algorithm>

namespace usb {

using abi::Error;
using abi::Result;

Result<void> Host::start() {
    TRY(controller_.start());
    ports_ = std::vector<Port>(controller_.ports());
    return {};
}

Result<uint64_t> Host::step() {
    controller_.take_events();
    if (controller_.has_failed())
        return Error::io;
    Hardware& hardware = controller_.hardware();
    uint64_t next = hardware.now() + kIdle;
    for (uint32_t number = 1; number <= ports_.size(); number++) {
        Port& port = ports_[number - 1];
        look_at(number, port);
        if (port.device == nullptr)
            continue;
        read_reports(number, port);
        sink_.keys(port.keyboard.repeat(hardware.now()));
        next = std::min(next, port.keyboard.next_repeat());
    }
    return next;
}

void Host::look_at(uint32_t number, Port& port) {
    const PortState state = controller_.port(number);
    if (state.changed) {
        controller_.acknowledge(number);
        unplug(port);
        port.attempts = 0;
    } else if (!state.connected && port.device != nullptr) {
        unplug(port);
    }
    if (state.connected && port.device == nullptr && port.attempts < kMaxAttempts)
        plug_in(number, port);
}

void Host::unplug(Port& port) {
    if (port.device == nullptr)
        return;
    sink_.keys(port.keyboard.release());
    port.device.reset();
    port.keyboard = {};
    port.lights = 0xff;
}

void Host::plug_in(uint32_t number, Port& port) {
    port.attempts++;
    auto device = open(number);
    if (device.ok() && *device != nullptr) {
        port.device = std::move(*device);
        sink_.note(number, "a keyboard");
    } else if (device.ok()) {
        port.attempts = kMaxAttempts;
        sink_.note(number, "a device that is no keyboard");
    } else if (port.attempts == kMaxAttempts) {
        sink_.note(number, abi::describe(device.error()));
    }
}

// Null: it works, and it is no keyboard.
Result<std::unique_ptr<Device>> Host::open(uint32_t number) {
    if (!controller_.port(number).enabled)
        TRY(controller_.reset_port(number));
    auto device = TRY(Device::open(controller_, number, controller_.port(number).speed));
    const auto keyboard = TRY(device->find_keyboard());
    if (!keyboard)
        return std::unique_ptr<Device>();
    TRY(device->start(*keyboard));
    return device;
}

void Host::read_reports(uint32_t number, Port& port) {
    BootKeyboard::Report report;
    for (;;) {
        auto taken = port.device->take_report(report);
        if (!taken.ok()) {
            sink_.note(number, "the keyboard does not answer");
            unplug(port);
            return;
        }
        if (!*taken)
            break;
        sink_.keys(port.keyboard.handle(report, controller_.hardware().now()));
    }
    show_lights(port);
}

void Host::show_lights(Port& port) {
    if (port.lights == wanted_lights_)
        return;
    port.lights = wanted_lights_;
    (void)port.device->set_lights(wanted_lights_); // a keyboard without lights refuses
}

} // namespace usb
