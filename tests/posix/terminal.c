// SPDX-License-Identifier: MIT
#include "tests/posix/claim.h"

#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

extern char** environ;

static volatile sig_atomic_t interrupts;

static void count(int signal) {
    (void)signal;
    interrupts++;
}

static void claim_own_interrupt(void) {
    signal(SIGINT, count);
    claim(tcsetpgrp(0, getpid()) == 0 && tcgetpgrp(0) == getpid(), "a program takes the terminal");
    puts("type Ctrl-C once");
    fflush(stdout);
    for (int tenth = 0; tenth < 100 && !interrupts; tenth++)
        usleep(100000);
    claim(interrupts == 1, "Ctrl-C runs its handler");
}

static void claim_childs_interrupt(void) {
    char* const arguments[] = {"sleep", "1000", NULL};
    posix_spawnattr_t attributes;
    pid_t child;
    int status;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnp(&child, "sleep", NULL, &attributes, arguments, environ);
    tcsetpgrp(0, child);
    claim(tcgetpgrp(0) == child, "the foreground group is that of the child");
    puts("type Ctrl-C again");
    fflush(stdout);
    claim(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGINT,
          "Ctrl-C ends the child in the foreground");
    claim(interrupts == 1, "and is not for its parent");
}

void claim_terminal(void) {
    claim(isatty(0) && isatty(1), "this is a terminal");
    claim_own_interrupt();
    claim_childs_interrupt();
}
