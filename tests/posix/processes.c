// SPDX-License-Identifier: MIT
#include "tests/posix/claim.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

static pid_t start(const char* name, const char* first, const char* second) {
    char* const arguments[] = {(char*)name, (char*)first, (char*)second, NULL};
    pid_t child = -1;
    errno = posix_spawnp(&child, name, NULL, NULL, arguments, environ);
    return errno ? -1 : child;
}

void claim_processes(void) {
    int status = 0;
    pid_t child = start("posix", "exit", "7");
    claim(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7,
          "waitpid tells the exit status of a child");
    claim(waitpid(child, &status, 0) == -1 && errno == ECHILD, "a child is waited for once");
    child = start("posix", "exit", "300");
    claim(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 300 % 256, "a status has eight bits");
    child = start("sleep", "1000", NULL);
    claim(waitpid(child, &status, WNOHANG) == 0, "WNOHANG does not wait");
    claim(kill(child, 0) == 0, "kill 0 finds a living child");
    claim(kill(child, SIGTERM) == 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) &&
              WTERMSIG(status) == SIGTERM,
          "a killed child was ended by the signal");
    child = start("fault", "divide", NULL);
    claim(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGFPE,
          "a child that divides by zero was ended by SIGFPE");
    claim(start("/nowhere", NULL, NULL) == -1 && errno == ENOENT,
          "posix_spawn of a missing file says ENOENT");
    claim(start("/readme", NULL, NULL) == -1 && errno == EACCES, "posix_spawn of a text says EACCES");
}
