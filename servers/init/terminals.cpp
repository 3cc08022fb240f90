// SPDX-License-Identifier: MIT
#include "servers/init/terminals.hpp"

#include "fibrils/lib/log.hpp"
#include "servers/console/protocol.hpp"

namespace init {

using console::protocol::Control;
using lib::log;

namespace {

constexpr uint64_t kShortLife = 1'000'000; // microseconds; a shell that ends sooner is probably broken
constexpr uint64_t kPause = 2'000'000;     // before the next one then

} // namespace

abi::Result<void> Terminals::serve(const Terminal& terminal) {
    const auto name = "terminal " + std::to_string(terminal.number);
    const auto fibril = TRY(fibril::spawn({.name = name.c_str()}, [this, terminal] { run(terminal); }));
    return fibril::detach(fibril);
}

void Terminals::run(const Terminal& terminal) {
    const std::string path = "/dev/tty" + std::to_string(terminal.number);
    auto device = files_.open(path, vfs::kOpenRead | vfs::kOpenWrite);
    if (!device.ok()) {
        log("no shell on terminal ", terminal.number, ": cannot open ", path, ": ", device.error());
        return;
    }
    if (!terminal.at_boot) {
        auto opened = files_.control(*device, uint64_t(Control::wait_opened));
        if (!opened.ok()) {
            log("no shell on terminal ", terminal.number, ": ", opened.error());
            return;
        }
    }
    for (;;) {
        const uint64_t start = fibril::now();
        run_shell(terminal, *device);
        if (fibril::now() - start < kShortLife)
            fibril::sleep(kPause);
    }
}

/// One shell from its start to its end; the terminal is told how it ended.
void Terminals::run_shell(const Terminal& terminal, int device) {
    const vfs::DescriptorMap descriptors[] = {{device, 0}, {device, 1}, {device, 2}};
    const std::string tty[] = {"TTY=/dev/tty" + std::to_string(terminal.number)};
    reset(device);
    auto task = launcher_.start(terminal.command, terminal.rights, descriptors, tty);
    if (!task.ok()) {
        tell(device, "cannot start " + terminal.command[0] + ": " + abi::describe(task.error()));
        log("terminal ", terminal.number, ": cannot start ", terminal.command[0], ": ", task.error());
        return;
    }
    auto status = loader::wait(*task);
    const std::string how = status.ok() ? describe(*status) : std::string(abi::describe(status.error()));
    tell(device, terminal.command[0] + " " + how + "; starting a new one");
    log("terminal ", terminal.number, ": ", terminal.command[0], " (task ", *task, ") ", how);
}

/// The dead shell may have left the terminal in raw mode.
void Terminals::reset(int device) {
    const auto words = console::protocol::pack(console::protocol::Attributes{});
    (void)files_.control(device, uint64_t(Control::set_attributes),
                         {words.word[0], words.word[1], words.word[2]});
}

void Terminals::tell(int device, std::string_view text) {
    const std::string line = "\n[init: " + std::string(text) + "]\n";
    (void)files_.write_all(device, line.data(), line.size());
}

} // namespace init
