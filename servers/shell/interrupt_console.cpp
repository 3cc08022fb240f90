// SPDX-License-Identifier: MIT
#include "servers/shell/interrupt.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/fibril.hpp"
#include "servers/console/console_types.hpp"
#include "servers/vfs/client.hpp"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace shell {

namespace {

constexpr int kWatchedDescriptor = 100;

bool g_interrupted = false;
std::vector<pid_t> g_foreground;

void end_foreground(int signal) {
    g_interrupted = true;
    for (pid_t process : g_foreground)
        kill(process, signal);
}

/// Asks the terminal again and again; ends with it, and takes with it what nobody can interrupt any more.
void watch(int terminal) {
    uint64_t count = ~uint64_t(0);
    for (;;) {
        auto answer = vfs::Client::own().control(terminal, uint64_t(console::ConsoleMethod::wait_interrupt),
                                                 {count, uint64_t(getpid()), 0});
        if (!answer.ok())
            return end_foreground(SIGHUP);
        bool first = count == ~uint64_t(0); // only learns the count
        count = (*answer)[0];
        if (first)
            continue;
        end_foreground(SIGINT);
    }
}

} // namespace

void watch_interrupts() {
    signal(SIGPIPE, SIG_IGN); // builtins find out by the error of write
    for (int descriptor : {0, 2, 1}) {
        if (!isatty(descriptor))
            continue;
        int terminal =
            fcntl(descriptor, F_DUPFD_CLOEXEC, kWatchedDescriptor); // scripts may redirect the other one
        if (terminal < 0)
            return;
        auto fibril = fibril::spawn({.name = "interrupts"}, [terminal] { watch(terminal); });
        if (fibril.ok())
            (void)fibril::detach(*fibril);
        return;
    }
}

bool interrupted() {
    return g_interrupted;
}
void clear_interrupt() {
    g_interrupted = false;
}
void set_foreground(std::vector<pid_t> processes) {
    g_foreground = std::move(processes);
}

// A dispatch must end now and then, or the machine takes the shell for a runaway.
void pause_for_others() {
    fibril::sleep(1);
}

} // namespace shell
