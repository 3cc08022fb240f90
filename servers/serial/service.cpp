// SPDX-License-Identifier: MIT
#include "servers/serial/service.hpp"

#include "fibrils/lib/fatal.hpp"

namespace serial {

using abi::Error;

namespace {

constexpr size_t kMaxReceived = 4096; // bytes; more stay in the device, and with it at the other end
constexpr int kMaxRounds = 64; // of one interrupt: a broken device shall not keep this task busy for ever

} // namespace

abi::Result<void> Service::start(uint32_t interrupt) {
    uart_.start();
    TRY(interrupt_.open(abi::kBusInterrupt + interrupt, on_interrupt, this));
    TRY(fibril::detach(TRY(fibril::spawn({.name = "received bytes"}, [this] { type(); }))));
    TRY(fibril::detach(TRY(fibril::spawn({.name = "bytes to send"}, [this] { show(); }))));
    move_bytes();
    return {};
}

void Service::on_interrupt(const abi::Message&, void* service) {
    static_cast<Service*>(service)->serve_interrupt();
}

// Until the device asks for nothing, also after the unmasking: an edge before it would be lost.
void Service::serve_interrupt() {
    int rounds = 0;
    do {
        do
            move_bytes();
        while (uart_.asks() && ++rounds < kMaxRounds);
        interrupt_.unmask();
    } while (uart_.asks() && ++rounds < kMaxRounds);
    move_bytes(); // what the last asking took note of
}

void Service::move_bytes() {
    const size_t before = received_.size();
    uart_.receive(received_, kMaxReceived - before);
    if (received_.size() > before)
        arrived_.notify();
    size_t sent = 0;
    for (int round = 0; round < kMaxRounds && sent < unsent_.size(); round++) {
        const size_t now = uart_.send(std::string_view(unsent_).substr(sent));
        if (now == 0)
            break;
        sent += now;
    }
    unsent_.erase(0, sent);
    if (sent > 0 && unsent_.empty())
        sent_.notify();
    uart_.set_interests(received_.size() < kMaxReceived, !unsent_.empty());
}

abi::Result<void> Service::attach() {
    constexpr auto kKind = console::LineKind::serial;
    auto attached = line_.attach(kKind, wanted_, 0, 0);
    if (attached.error() == Error::busy)
        attached = line_.attach(kKind, console::kAnyTerminal, 0, 0);
    return attached;
}

void Service::type() {
    attached_.wait("a terminal");
    for (;;) {
        while (received_.empty())
            arrived_.wait("bytes from the serial line");
        const std::string piece = received_.substr(0, console::kMaxInput);
        if (!line_.input(piece).ok()) {
            attached_.wait("a terminal"); // the console has died; show() attaches to the next one
            continue;
        }
        received_.erase(0, piece.size());
        move_bytes();
    }
}

void Service::show() {
    char bytes[1024];
    for (;;) {
        const auto attached = attach();
        if (!attached.ok())
            lib::fatal("no terminal for the serial line: ", attached.error());
        lib::log("the line of terminal ", line_.terminal());
        attached_.notify();
        for (;;) {
            auto size = line_.output(bytes, sizeof(bytes));
            if (!size.ok())
                break;
            unsent_.append(bytes, *size);
            move_bytes();
            while (!unsent_.empty())
                sent_.wait("the serial line to send");
        }
    }
}

} // namespace serial
