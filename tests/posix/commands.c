// SPDX-License-Identifier: MIT
#include "tests/posix/claim.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void claim_system(void) {
    claim(system(NULL) != 0, "system says that there is a shell");
    int status = system("exit 3");
    claim(WIFEXITED(status) && WEXITSTATUS(status) == 3, "system gives the status of the command");
    claim(system("test -d / && echo from the shell | grep -q shell") == 0, "system runs pipes and lists");
    setenv("LIBC_TEST", "in the environment", 1);
    claim(system("test \"$LIBC_TEST\" = 'in the environment'") == 0, "the shell gets the environment");
    status = system("no_such_program 2>/dev/null");
    claim(WEXITSTATUS(status) == 127, "an unknown command is status 127");
    status = system("kill -9 $$");
    claim(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "a shell that kills itself was killed");
}

static void claim_reading(void) {
    char text[64] = "";
    FILE* pipe = popen("echo one; echo two; exit 5", "r");
    claim(pipe && fread(text, 1, sizeof text, pipe) == 8 && strcmp(text, "one\ntwo\n") == 0,
          "popen reads what the command prints");
    int status = pclose(pipe);
    claim(WIFEXITED(status) && WEXITSTATUS(status) == 5, "pclose gives the status of the command");
    pipe = popen("yes", "r");
    claim(fgets(text, sizeof text, pipe) != NULL, "popen reads from a command without end");
    status = pclose(pipe);
    claim(WIFSIGNALED(status) ? WTERMSIG(status) == SIGPIPE : WEXITSTATUS(status) == 128 + SIGPIPE,
          "closing the pipe ends such a command");
}

static void claim_writing(void) {
    FILE* first = popen("sort > /tmp/sorted", "w");
    FILE* second = popen("cat > /dev/null", "w"); // must not hold the first pipe open
    fputs("b\na\n", first);
    claim(pclose(first) == 0, "pclose waits for the command while another pipe is open");
    claim(pclose(second) == 0, "both pipes end");
    char text[8] = "";
    FILE* file = fopen("/tmp/sorted", "r");
    claim(file && fread(text, 1, sizeof text, file) == 4 && strcmp(text, "a\nb\n") == 0,
          "popen gives the command what is written");
    fclose(file);
    remove("/tmp/sorted");
    claim(!popen("true", "x") && errno == EINVAL, "popen refuses an unknown mode");
    claim(pclose(stdin) == -1, "pclose refuses what popen has not made");
}

void claim_commands(void) {
    claim_system();
    claim_reading();
    claim_writing();
}
