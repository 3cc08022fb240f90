// SPDX-License-Identifier: MIT
#include "servers/shell/interrupt.hpp"

#include <csignal>

namespace shell {

namespace {

volatile sig_atomic_t g_interrupted = 0;

void on_interrupt(int) {
    g_interrupted = 1;
}
void on_broken_pipe(int) {}

} // namespace

void watch_interrupts() {
    // Handlers, not SIG_IGN, so that started programs get the default action back.
    struct sigaction action = {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, nullptr);
    action.sa_handler = on_broken_pipe;
    sigaction(SIGPIPE, &action, nullptr);
}

bool interrupted() {
    return g_interrupted != 0;
}
void clear_interrupt() {
    g_interrupted = 0;
}
void set_foreground(std::vector<pid_t>) {} // the host signals the whole group itself
void pause_for_others() {}

} // namespace shell
