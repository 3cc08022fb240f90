// SPDX-License-Identifier: MIT
#include "servers/usb/service.hpp"

#include "fibrils/lib/fatal.hpp"

namespace usb {

using abi::Result;

Result<void> Service::start(uint32_t address) {
    TRY(hardware_.open(address));
    TRY(host_.start());
    TRY(fibril::detach(
        TRY(fibril::spawn({.name = "controller", .stack_size = 32 * 1024}, [this] { run(); }))));
    TRY(fibril::detach(TRY(fibril::spawn({.name = "keys"}, [this] { send(); }))));
    return {};
}

// When the controller fails, the successor of this task resets it.
void Service::run() {
    for (;;) {
        auto next = host_.step();
        if (!next.ok())
            lib::fatal("the controller has failed");
        const uint64_t now = hardware_.now();
        if (*next > now)
            hardware_.wait(*next - now);
        else
            fibril::yield();
    }
}

void Service::keys(const std::vector<input::KeyEvent>& events) {
    for (const input::KeyEvent& event : events) {
        if (keys_.size() == kMaxKeys)
            keys_.pop_front();
        keys_.push_back(event);
    }
    if (!events.empty())
        has_keys_.notify();
}

void Service::note(uint32_t port, const char* what) {
    lib::log("port ", port, ": ", what);
}

void Service::send() {
    for (;;) {
        while (keys_.empty())
            has_keys_.wait("keys");
        const input::KeyEvent event = keys_.front();
        keys_.pop_front();
        auto lights = client_.send(event);
        if (!lights.ok())
            continue;
        host_.set_lights(*lights);
        hardware_.wake();
    }
}

} // namespace usb
