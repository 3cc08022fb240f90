// SPDX-License-Identifier: MIT
// tcsetpgrp: whoever sets the foreground group of a terminal controls it from then on. Two fibrils wait for
// what the terminal has to say: Ctrl-C ends the foreground group (SIGINT), a new window size is SIGWINCH.
#include "fibrils/libc/files.hpp"
#include "fibrils/libc/process.hpp"
#include "fibrils/libc/signals.hpp"
#include "servers/console/attributes.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/fibril.hpp"

#include <cerrno>
#include <csignal>

using Control = console::ConsoleMethod;
using libc::files;

namespace {

pid_t foreground = 0; // 0: this program does not control a terminal
int terminal = -1;    // a descriptor of its own for the waits

pid_t self() {
    return pid_t(sys_task_id());
}

abi::Result<devfs::ControlWords> ask(int fd, Control control, uint64_t known) {
    return files().control(fd, uint64_t(control), {known, uint64_t(self()), 0});
}

void interrupt() {
    if (foreground == self())
        libc::deliver(SIGINT);
    else
        (void)libc::kill_group(foreground, SIGINT); // it may have ended already
}

void watch_interrupts() {
    auto count = ask(terminal, Control::wait_interrupt, ~uint64_t(0));
    while (count.ok()) {
        auto next = ask(terminal, Control::wait_interrupt, count.value()[0]);
        if (!next.ok())
            return;
        count.value() = next.value();
        interrupt();
    }
}

uint64_t changes(const devfs::ControlWords& size) {
    return console::from_control_words<console::Size>(size).changes;
}

void watch_size() {
    auto size = ask(terminal, Control::get_size, 0);
    while (size.ok()) {
        auto next = ask(terminal, Control::wait_size, changes(size.value()));
        if (!next.ok())
            return;
        size.value() = next.value();
        libc::deliver(SIGWINCH);
    }
}

abi::Result<void> take_control(int fd) {
    TRY(ask(fd, Control::get_size, 0)); // is it a terminal?
    terminal = TRY(files().duplicate(fd, 100));
    libc::local_flags(terminal) = libc::kCloseOnExec;
    // Stacks as large as main's: handlers of the program run here.
    const fibril::Options options{.name = "terminal", .stack_size = 64 * 1024};
    TRY(fibril::detach(TRY(fibril::spawn(options, watch_interrupts))));
    return fibril::detach(TRY(fibril::spawn(options, watch_size)));
}

int fail(abi::Error error) {
    errno = error == abi::Error::not_supported ? ENOTTY : libc::errno_of(error);
    return -1;
}

} // namespace

extern "C" {

int tcsetpgrp(int fd, pid_t group) {
    if (foreground == 0) {
        const auto taken = take_control(fd);
        if (!taken.ok())
            return fail(taken.error());
    }
    foreground = group;
    return 0;
}

pid_t tcgetpgrp(int fd) {
    const auto terminal_there = ask(fd, Control::get_size, 0);
    if (!terminal_there.ok())
        return fail(terminal_there.error());
    return foreground ? foreground : self();
}
}
