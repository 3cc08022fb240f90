// SPDX-License-Identifier: MIT
// SIGPIPE, for programs that need no other signals: the rest is linked only if the program asks for signals.
#include "fibrils/libc/signals.hpp"

#include "fibrils/startup/exit.hpp"
#include "servers/loader/loader_types.hpp"

#include <csignal>

namespace libc {

void end_by_signal(int signal) {
    startup::exit_task(int(loader::kEndedBySignal) + signal);
}

void __attribute__((weak)) deliver_if_linked(int signal) {
    end_by_signal(signal);
}

void broken_pipe() {
    deliver_if_linked(SIGPIPE);
}

} // namespace libc
