// SPDX-License-Identifier: MIT
// sigaction, raise. Signals come from the program itself and from the terminal that it controls; what other
// tasks send with kill ends the program without asking it.
#include "fibrils/libc/signals.hpp"

#include <cerrno>
#include <csignal>

namespace {

struct sigaction actions[_NSIG];
sigset_t blocked;
sigset_t waiting;

bool valid(int signal) {
    return signal > 0 && signal < _NSIG;
}

bool ignored_by_default(int signal) {
    return signal == SIGCHLD || signal == SIGCONT || signal == SIGURG || signal == SIGWINCH;
}

void run_handler(int signal) {
    const struct sigaction action = actions[signal];
    if (action.sa_flags & SA_RESETHAND)
        actions[signal].sa_handler = SIG_DFL;
    siginfo_t information = {};
    information.si_signo = signal;
    if (action.sa_flags & SA_SIGINFO)
        action.sa_sigaction(signal, &information, nullptr);
    else
        action.sa_handler(signal);
}

} // namespace

namespace libc {

void deliver(int signal) {
    if (sigismember(&blocked, signal)) {
        sigaddset(&waiting, signal);
        return;
    }
    if (!(actions[signal].sa_flags & SA_SIGINFO)) {
        const auto handler = actions[signal].sa_handler;
        if (handler == SIG_IGN || (handler == SIG_DFL && ignored_by_default(signal)))
            return;
        if (handler == SIG_DFL)
            end_by_signal(signal);
    }
    run_handler(signal);
}

void deliver_if_linked(int signal) {
    deliver(signal);
}

} // namespace libc

extern "C" {

int raise(int signal) {
    if (!valid(signal)) {
        errno = EINVAL;
        return -1;
    }
    libc::deliver(signal);
    return 0;
}

int sigaction(int signal, const struct sigaction* action, struct sigaction* old) {
    if (!valid(signal) || (action && (signal == SIGKILL || signal == SIGSTOP))) {
        errno = EINVAL;
        return -1;
    }
    const struct sigaction previous = actions[signal];
    if (action)
        actions[signal] = *action;
    if (old)
        *old = previous;
    return 0;
}
// The name by which musl's signal() calls it.
int __sigaction(int signal, const struct sigaction* action, struct sigaction* old)
    __attribute__((alias("sigaction")));

int sigprocmask(int how, const sigset_t* set, sigset_t* old) {
    const sigset_t previous = blocked;
    for (int signal = 1; set && signal < _NSIG; signal++) {
        const bool member = sigismember(set, signal);
        if (how == SIG_SETMASK ? member : how == SIG_BLOCK && member)
            sigaddset(&blocked, signal);
        else if (how == SIG_SETMASK || (how == SIG_UNBLOCK && member))
            sigdelset(&blocked, signal);
    }
    if (old)
        *old = previous;
    for (int signal = 1; signal < _NSIG; signal++) {
        if (sigismember(&waiting, signal) && !sigismember(&blocked, signal)) {
            sigdelset(&waiting, signal);
            libc::deliver(signal);
        }
    }
    return 0;
}
}
