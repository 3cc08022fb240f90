// SPDX-License-Identifier: MIT
#include "servers/init/terminals.hpp"

#include "fibrils/lib/log.hpp"
#include "servers/console/attributes.hpp"

namespace init {

using lib::log;

namespace {

constexpr uint64_t kShortLife = 1'000'000; // microseconds; a shell that ends sooner is probably broken
constexpr uint64_t kPause = 2'000'000;     // before the next one then
constexpr int kFaultSignal = 11;           // as the C library reports most faults
constexpr uint64_t kFirstWait = 50'000;    // before a device is opened again
constexpr uint64_t kLongestWait = 60'000'000;

} // namespace

abi::Result<void> Terminals::serve(const Terminal& terminal) {
    const auto name = "terminal " + std::to_string(terminal.number);
    const auto fibril = TRY(fibril::spawn({.name = name.c_str()}, [this, terminal] { run(terminal); }));
    return fibril::detach(fibril);
}

void Terminals::run(const Terminal& terminal) {
    bool looked_at = terminal.at_boot, failed = false;
    for (;;) {
        const int device = open_device(terminal.number);
        if (failed)
            tell(device, "this terminal had failed; starting a new shell");
        // It fails when its server dies, or the one that gives it a name.
        abi::Result<void> alive;
        if (!looked_at)
            alive = files_.control(device, uint64_t(console::ConsoleMethod::wait_opened)).error();
        while (alive.ok()) {
            looked_at = true;
            const uint64_t start = fibril::now();
            run_shell(terminal, device);
            alive = files_.control(device, devfs::kControlIsTerminal).error();
            if (alive.ok() && fibril::now() - start < kShortLife)
                fibril::sleep(kPause);
        }
        failed = looked_at;
        log("terminal ", terminal.number, " has failed: ", alive.error());
        (void)files_.close(device);
    }
}

/// Tries until it succeeds.
int Terminals::open_device(uint32_t number) {
    const std::string path = "/dev/tty" + std::to_string(number);
    for (uint64_t pause = kFirstWait;; pause = std::min(pause * 2, kLongestWait)) {
        auto device = files_.open(path, vfs::kOpenRead | vfs::kOpenWrite);
        if (device.ok())
            return *device;
        log("terminal ", number, ": cannot open ", path, ": ", device.error(), "; trying again");
        fibril::sleep(pause);
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
    if (status.ok() && (status->faulted || status->killed))
        mark_end(device, 128 + (status->killed ? status->signal : kFaultSignal));
    const std::string how = status.ok() ? describe(*status) : std::string(abi::describe(status.error()));
    tell(device, terminal.command[0] + " " + how + "; starting a new one");
    log("terminal ", terminal.number, ": ", terminal.command[0], " (task ", *task, ") ", how);
}

/// The dead shell may have left the terminal in raw mode.
void Terminals::reset(int device) {
    (void)files_.control(device, uint64_t(console::ConsoleMethod::set_attributes),
                         console::control_words(console::kDefaultAttributes));
}

/// What a shell that lived would have said at the end of its last command (OSC 133).
void Terminals::mark_end(int device, int status) {
    const std::string mark = "\033]133;D;" + std::to_string(status) + "\a";
    (void)files_.write_all(device, mark.data(), mark.size());
}

void Terminals::tell(int device, std::string_view text) {
    const std::string line = "\n[init: " + std::string(text) + "]\n";
    (void)files_.write_all(device, line.data(), line.size());
}

} // namespace init
