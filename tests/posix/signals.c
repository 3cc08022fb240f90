// SPDX-License-Identifier: MIT
#include "tests/posix/claim.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t got, count;

static void remember(int signal) {
    got = signal;
    count++;
}

static void remember_information(int signal, siginfo_t* information, void* context) {
    (void)context;
    got = information->si_signo == signal ? signal : -1;
}

static void claim_masks(void) {
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    signal(SIGUSR1, remember);
    got = count = 0;
    sigprocmask(SIG_BLOCK, &set, &old);
    raise(SIGUSR1);
    raise(SIGUSR1);
    claim(got == 0, "a blocked signal waits");
    sigprocmask(SIG_SETMASK, &old, NULL);
    claim(got == SIGUSR1 && count == 1, "and comes once when it is let in");
}

void claim_signals(void) {
    claim(signal(SIGUSR1, remember) == SIG_DFL, "signal returns the old handler");
    claim(raise(SIGUSR1) == 0 && got == SIGUSR1, "raise runs the handler");
    got = 0;
    claim(kill(getpid(), SIGUSR1) == 0 && got == SIGUSR1, "kill of itself runs the handler");
    signal(SIGUSR1, SIG_IGN);
    got = 0;
    claim(raise(SIGUSR1) == 0 && got == 0, "an ignored signal does nothing");
    struct sigaction action = {.sa_sigaction = remember_information,
                               .sa_flags = SA_SIGINFO | (int)SA_RESETHAND};
    struct sigaction old;
    sigaction(SIGUSR2, &action, NULL);
    claim(raise(SIGUSR2) == 0 && got == SIGUSR2, "a handler with SA_SIGINFO is told the signal");
    sigaction(SIGUSR2, NULL, &old);
    claim(old.sa_handler == SIG_DFL, "SA_RESETHAND makes a handler run once");
    claim(sigaction(SIGKILL, &action, NULL) == -1 && errno == EINVAL, "SIGKILL cannot be caught");
    claim_masks();
}
