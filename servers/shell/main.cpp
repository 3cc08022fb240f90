// SPDX-License-Identifier: MIT
// sh: what its arguments ask for.
#include "servers/shell/interactive.hpp"
#include "servers/shell/interrupt.hpp"
#include "servers/shell/output.hpp"
#include "servers/shell/shell.hpp"

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

extern char** environ;

namespace {

constexpr const char* kUsage =
    "usage: sh [-efilux] [-c COMMANDS [NAME [PARAMETER...]] | FILE [PARAMETER...]]\n"
    "Runs commands: those of -c, those of a file, or the ones that you type.\n"
    "  -e stop when a command fails    -i prompt even without a terminal    -l run /etc/profile\n"
    "  -f patterns find no files    -u an unset variable is an error    -x show each command before it runs\n"
    "Inside, `help` tells more.\n";

struct CommandLine {
    bool login = false;
    bool interactive = false;
    bool has_commands = false;
    std::string commands;
    std::vector<std::string> rest; // script or name, then parameters
};

/// False when an option is wrong; the message is printed.
bool parse_arguments(int count, char** values, shell::Shell& shell, CommandLine& line) {
    int i = 1;
    // how this shell starts another one: --subshell PID STATUS
    if (i + 2 < count && (!strcmp(values[i], "--subshell") || !strcmp(values[i], "--background"))) {
        shell.options.subshell = true;
        shell.options.background = values[i][2] == 'b';
        shell.root_id = atoi(values[i + 1]);
        shell.status = atoi(values[i + 2]);
        i += 3;
    }
    for (; i < count && values[i][0] == '-' && values[i][1] != '\0'; ++i) {
        if (!strcmp(values[i], "--")) {
            ++i;
            break;
        }
        for (const char* letter = values[i] + 1; *letter; ++letter) {
            line.has_commands = line.has_commands || *letter == 'c';
            line.interactive = line.interactive || *letter == 'i';
            line.login = line.login || *letter == 'l';
            shell.options.exit_on_error = shell.options.exit_on_error || *letter == 'e';
            shell.options.no_patterns = shell.options.no_patterns || *letter == 'f';
            shell.options.trace = shell.options.trace || *letter == 'x';
            shell.options.unset_is_error = shell.options.unset_is_error || *letter == 'u';
            if (!strchr("cefilux", *letter)) {
                shell::write_all(2, std::string("sh: unknown option \"") + values[i] + "\"\n" + kUsage);
                return false;
            }
        }
    }
    if (line.has_commands && i == count) {
        shell::write_all(2, std::string("sh: -c needs commands\n") + kUsage);
        return false;
    }
    if (line.has_commands)
        line.commands = values[i++];
    line.rest.assign(values + i, values + count);
    return true;
}

int run(shell::Shell& shell, CommandLine& line) {
    auto& variables = shell.variables();
    if (line.has_commands) {
        if (!line.rest.empty()) {
            variables.script_name = line.rest[0];
            variables.parameters.assign(line.rest.begin() + 1, line.rest.end());
        }
        return shell.run_text(line.commands, "");
    }
    if (!line.rest.empty()) {
        variables.script_name = line.rest[0];
        return shell.run_file(line.rest[0], {line.rest.begin() + 1, line.rest.end()});
    }
    if (line.interactive || isatty(0))
        return shell::run_interactive(shell, line.login);
    return shell::run_piped(shell);
}

} // namespace

int main(int argument_count, char** argument_values) {
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argument_count > 1 && !strcmp(argument_values[1], "--help"))
        return shell::write_all(1, kUsage) ? 0 : 1;
    const char* name = argument_count > 0 ? argument_values[0] : "sh";
    shell::Shell shell(strchr(name, '/') ? name : "/bin/sh");
    shell.variables().import_environment(environ);
    if (!shell.variables().find("PATH"))
        shell.variables().set("PATH", "/bin");
    shell.variables().export_name("PATH");
    shell.variables().unset("IFS"); // not from outside
    shell.variables().set("IFS", " \t\n");
    CommandLine line;
    if (!parse_arguments(argument_count, argument_values, shell, line))
        return 2;
    if (!shell.options.background)
        shell::watch_interrupts();
    int status = run(shell, line);
    return shell.run_exit_trap(shell.flow == shell::Flow::interrupt ? 130 : status);
}
