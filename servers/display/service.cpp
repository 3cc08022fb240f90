// SPDX-License-Identifier: MIT
#include "servers/display/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/lib/log.hpp"

namespace display {

using abi::Error;

namespace {

constexpr uint64_t kFrame = 15'000;        // microseconds between two pictures
constexpr uint64_t kLogInterval = 100'000; // between two looks at the kernel's log
constexpr uint64_t kRetry = 1'000'000;     // until a terminal that could not be had is asked for again
constexpr size_t kMaxTyped = 4096;         // bytes typed ahead of the console; more are dropped

/// Line feeds of the log as a terminal wants them.
std::string for_terminal(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        if (byte == '\n')
            result += '\r';
        result += byte;
    }
    return result;
}

} // namespace

Service::Service(const Surface& surface, const input::Layout& layout)
    : deck_(surface, kTerminals), keyboard_(layout) {
    for (int number = 0; number < kTerminals; number++)
        lines_[size_t(number)].number = number;
}

abi::Result<void> Service::start() {
    TRY(fibril::detach(TRY(fibril::spawn({.name = "picture"}, [this] { draw(); }))));
    TRY(fibril::detach(TRY(fibril::spawn({.name = "boot log"}, [this] { follow_log(); }))));
    for (Line& line : lines_) {
        TRY(fibril::detach(TRY(fibril::spawn({.name = "screen"}, [this, &line] { show(line); }))));
        TRY(fibril::detach(TRY(fibril::spawn({.name = "typed"}, [this, &line] { type(line); }))));
    }
    return input::offer(*this);
}

// The first change is drawn at once, those that follow it together.
void Service::draw() {
    for (;;) {
        deck_.draw();
        fibril::sleep(kFrame);
        changed_.wait("something to draw");
    }
}

void Service::write(Line& line, std::string_view bytes) {
    const std::string answers = deck_.write(line.number, bytes);
    if (!answers.empty())
        give(line, answers);
    changed_.notify();
}

void Service::give(Line& line, std::string_view bytes) {
    if (!line.alive || line.typed.size() + bytes.size() > kMaxTyped)
        return;
    line.typed += bytes;
    line.has_typed.notify();
}

// The log of the kernel until the console shows something of its own: a boot that gets stuck says where.
void Service::follow_log() {
    uint64_t position = 0;
    Line& first = lines_.front();
    while (!first.alive) {
        char text[512];
        const int64_t size =
            sys_log_read(abi::kSystemHandle, position, fibril::address_of(text), sizeof(text));
        if (size > 0)
            write(first, for_terminal({text, size_t(size)}));
        else
            fibril::sleep(kLogInterval);
        position += size > 0 ? uint64_t(size) : 0;
    }
}

// Its own terminal, or another one if a serial line has that.
void Service::attach(Line& line) {
    const auto columns = uint32_t(deck_.columns());
    const auto rows = uint32_t(deck_.rows());
    for (;;) {
        auto attached = line.client.attach(console::LineKind::screen, uint32_t(line.number), columns, rows);
        if (attached.error() == Error::busy)
            attached = line.client.attach(console::LineKind::screen, console::kAnyTerminal, columns, rows);
        if (attached.ok())
            break;
        fibril::sleep(kRetry);
    }
    lib::log("screen ", line.number, " is the line of terminal ", line.client.terminal());
    line.alive = true;
    line.typed.clear();
    deck_.set_alive(line.number, true);
    line.has_typed.notify(); // somebody may have looked at it meanwhile
}

void Service::show(Line& line) {
    char bytes[4096];
    for (;;) {
        attach(line);
        changed_.notify();
        for (;;) {
            auto size = line.client.output(bytes, sizeof(bytes));
            if (!size.ok())
                break;
            write(line, {bytes, *size});
        }
        line.alive = false;
        deck_.set_alive(line.number, false);
        write(line, "\033[!p\r\n\033[7m The console has died. Waiting for the next one. \033[m\r\n");
    }
}

void Service::type(Line& line) {
    for (;;) {
        while (line.alive && (line.opened || !line.typed.empty())) {
            if (std::exchange(line.opened, false))
                (void)line.client.open();
            const std::string piece = line.typed.substr(0, console::kMaxInput);
            line.typed.erase(0, piece.size());
            (void)line.client.input(piece); // if the console has died, so has who was typed for
        }
        line.has_typed.wait("keys");
    }
}

void Service::switch_to(int number) {
    if (deck_.show(number)) {
        shown_line().opened = true;
        shown_line().has_typed.notify();
    }
    changed_.notify();
}

uint8_t Service::key(input::KeyEvent event) {
    const Screen& screen = deck_.shown_screen();
    const input::Action action =
        keyboard_.handle(event, {screen.application_cursor(), screen.application_keypad()});
    switch (action.kind) {
    case input::Action::Kind::text:
        deck_.look_at_end();
        give(shown_line(), action.text);
        changed_.notify();
        break;
    case input::Action::Kind::terminal:
        switch_to(action.number);
        break;
    case input::Action::Kind::scroll:
        deck_.scroll(action.number);
        changed_.notify();
        break;
    case input::Action::Kind::none:
        break;
    }
    return keyboard_.lights();
}

} // namespace display
