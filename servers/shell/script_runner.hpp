// SPDX-License-Identifier: MIT
// For tests: runs a script with the shell of the host and returns all that it printed.
#pragma once

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>

namespace shell::testing {

struct ScriptResult {
    std::string output; // of both descriptors, in order
    int status;
};

/// Runs a command line with the host's /bin/sh.
inline ScriptResult run_host(const std::string& command) {
    ScriptResult result{"", -1};
    FILE* pipe = popen(("{ " + command + "\n} 2>&1").c_str(), "r");
    char buffer[4096];
    while (size_t size = fread(buffer, 1, sizeof buffer, pipe))
        result.output.append(buffer, size);
    int status = pclose(pipe);
    result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return result;
}

inline std::string single_quoted(const std::string& text) {
    std::string quoted = "'";
    for (char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

inline std::string read_file(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace shell::testing
