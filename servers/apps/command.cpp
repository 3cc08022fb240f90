// SPDX-License-Identifier: MIT
#include "servers/apps/command.hpp"

#include "servers/apps/program.hpp"

#include <cerrno>
#include <cstdio>
#include <spawn.h>
#include <sys/wait.h>

extern char** environ;

namespace apps {

pid_t start_command(const std::vector<std::string>& arguments, int& status) {
    std::vector<char*> values;
    for (const auto& argument : arguments)
        values.push_back(const_cast<char*>(argument.c_str())); // posix_spawnp does not write to them
    values.push_back(nullptr);
    pid_t id;
    fflush(stdout);
    errno = posix_spawnp(&id, values[0], nullptr, nullptr, values.data(), environ);
    if (errno == 0)
        return id;
    status = errno == ENOENT ? 127 : 126;
    if (errno == ENOENT && arguments[0].find('/') == std::string::npos)
        complain(arguments[0] + ": command not found");
    else
        complain_about(arguments[0]);
    return -1;
}

int wait_for_command(pid_t id) {
    int wait_status;
    while (waitpid(id, &wait_status, 0) < 0)
        if (errno != EINTR)
            return complain_about("waiting for task " + std::to_string(id));
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

int run_command(const std::vector<std::string>& arguments) {
    int status;
    pid_t id = start_command(arguments, status);
    return id < 0 ? status : wait_for_command(id);
}

} // namespace apps
