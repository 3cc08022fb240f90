// SPDX-License-Identifier: MIT
#include "servers/keyboard/service.hpp"

#include "fibrils/lib/fatal.hpp"

namespace keyboard {

namespace {

constexpr size_t kMaxEvents = 256; // typed while nobody takes keys; later ones are lost

} // namespace

abi::Result<void> Service::start(uint32_t interrupt) {
    TRY(interrupt_.open(abi::kBusInterrupt + interrupt, on_interrupt, this));
    TRY(fibril::detach(TRY(fibril::spawn({.name = "keys"}, [this] { tell(); }))));
    take_bytes();
    return {};
}

void Service::on_interrupt(const abi::Message&, void* service) {
    auto& self = *static_cast<Service*>(service);
    self.take_bytes();
    self.interrupt_.unmask();
    self.take_bytes(); // an edge before the unmasking is lost, its byte is not
}

void Service::take_bytes() {
    while (const auto byte = controller_.receive()) {
        const auto event = scan_codes_.feed(*byte);
        if (event && events_.size() < kMaxEvents)
            events_.push_back(*event);
    }
    if (!events_.empty())
        changed_.notify();
}

void Service::tell() {
    for (;;) {
        while (events_.empty())
            changed_.wait("keys");
        auto lights = client_.send(events_.front());
        events_.pop_front();
        if (!lights.ok()) {
            lib::log("a key is lost: ", lights.error());
            continue;
        }
        if (*lights == lights_)
            continue;
        lights_ = *lights;
        (void)controller_.set_lights(lights_);
        take_bytes(); // that came meanwhile
    }
}

} // namespace keyboard
