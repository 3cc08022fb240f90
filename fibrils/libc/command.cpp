// SPDX-License-Identifier: MIT
// system and popen: command lines that /bin/sh carries out.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern "C" char** environ;

namespace {

constexpr const char* kShell = "/bin/sh";

/// Starts the shell. `inner` becomes its descriptor `number`, unless `inner` is -1. Returns an error number.
int start_shell(pid_t& child, const char* command, int inner, int number) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (inner >= 0)
        posix_spawn_file_actions_adddup2(&actions, inner, number);
    const char* const arguments[] = {"sh", "-c", command, nullptr};
    const int error =
        posix_spawn(&child, kShell, &actions, nullptr, const_cast<char* const*>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/// The status as waitpid gives it; -1 with errno when there is none.
int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

/// A stream that popen has made.
struct Stream {
    FILE* file;
    pid_t child;
};
std::vector<Stream> streams;

} // namespace

extern "C" {

/// While the command runs, Ctrl-C is for it alone.
int system(const char* command) {
    if (!command)
        return access(kShell, X_OK) == 0;
    struct sigaction ignore = {}, interrupt, quit;
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    pid_t child;
    const int status = start_shell(child, command, -1, 0) == 0 ? wait_for(child) : 127 << 8;
    sigaction(SIGINT, &interrupt, nullptr);
    sigaction(SIGQUIT, &quit, nullptr);
    return status;
}

FILE* popen(const char* command, const char* mode) {
    const bool reads = mode[0] == 'r';
    if ((!reads && mode[0] != 'w') || (mode[1] != 0 && strcmp(mode + 1, "e") != 0)) {
        errno = EINVAL;
        return nullptr;
    }
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return nullptr;
    const int ours = ends[reads ? 0 : 1], inner = ends[reads ? 1 : 0];
    pid_t child;
    int error = start_shell(child, command, inner, reads ? 1 : 0);
    close(inner);
    FILE* file = error == 0 ? fdopen(ours, reads ? "r" : "w") : nullptr;
    if (!file) {
        close(ours);
        errno = error != 0 ? error : errno;
        return nullptr;
    }
    streams.push_back({file, child});
    return file;
}

int pclose(FILE* file) {
    for (auto stream = streams.begin(); stream != streams.end(); ++stream) {
        if (stream->file != file)
            continue;
        const pid_t child = stream->child;
        streams.erase(stream);
        fclose(file);
        return wait_for(child);
    }
    errno = ECHILD;
    return -1;
}
}
