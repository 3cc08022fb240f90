// SPDX-License-Identifier: MIT
// The table of builtins.
#include "servers/shell/builtin.hpp"

namespace shell {

namespace {

constexpr Builtin kBuiltins[] = {
    {".", run_source, false, true, ". FILE [ARGUMENT...]", "runs the commands of a file in this shell"},
    {":", run_colon, true, true, ": [ARGUMENT...]", "does nothing, successfully"},
    {"[", run_test, true, false, "[ EXPRESSION ]", "tests a condition; see test"},
    {"alias", run_alias, true, false, "alias [NAME[=TEXT]...]",
     "gives a command another name, or lists such names"},
    {"bg", run_bg, true, false, "bg [%JOB]", "shows a job in the background; nothing stops jobs here"},
    {"break", run_break, false, true, "break [N]", "leaves the N innermost loops"},
    {"builtin", run_command_builtin, false, false, "builtin NAME [ARGUMENT...]",
     "runs a builtin, not a function"},
    {"cd", run_cd, false, false, "cd [DIRECTORY|-]", "changes the current directory; - is the one before"},
    {"command", run_command_builtin, false, false, "command [-v] NAME [ARGUMENT...]",
     "runs a command that is not a function; -v tells what it is"},
    {"continue", run_break, false, true, "continue [N]",
     "goes on with the next round of the Nth innermost loop"},
    {"echo", run_echo, true, false, "echo [-n] [-e] [TEXT...]",
     "prints its arguments; -n no newline, -e \\n \\t ... work"},
    {"eval", run_eval, false, true, "eval [TEXT...]", "runs its arguments as a command line"},
    {"exec", run_exec, false, true, "exec [COMMAND [ARGUMENT...]]",
     "ends the shell with a command; without one its redirections stay"},
    {"exit", run_exit, false, true, "exit [STATUS]", "ends the shell"},
    {"export", run_export, false, true, "export [NAME[=VALUE]...]",
     "makes variables visible to programs, or lists those"},
    {"false", run_false, true, false, "false", "does nothing, unsuccessfully"},
    {"fg", run_fg, false, false, "fg [%JOB]", "waits for a background job as if it were in the foreground"},
    {"getopts", run_getopts, false, false, "getopts LETTERS NAME [WORD...]",
     "takes the next option out of $1 $2 ...; a letter with : has a value, in OPTARG"},
    {"hash", run_colon, true, false, "hash [-r] [NAME...]",
     "does nothing: where programs are is looked up each time"},
    {"help", run_help, false, false, "help [NAME]", "shows what there is, or how to use one command"},
    {"history", run_history, true, false, "history [-c | N]",
     "lists the commands typed before; -c forgets them"},
    {"jobs", run_jobs, true, false, "jobs [-l | -p]",
     "lists the jobs in the background; -l their tasks, -p only the number of the last task of each"},
    {"kill", run_kill, false, false, "kill [-SIGNAL] %JOB|TASK...", "ends jobs or tasks"},
    {"local", run_local, false, false, "local NAME[=VALUE]...", "variables that a function has for itself"},
    {"printf", run_printf, true, false, "printf FORMAT [ARGUMENT...]", "prints with %s %d %x %o %c %b %%"},
    {"pwd", run_pwd, true, false, "pwd", "prints the current directory"},
    {"read", run_read, false, false, "read [-r] [-p PROMPT] [NAME...]", "reads a line into variables"},
    {"readonly", run_readonly, false, true, "readonly [NAME[=VALUE]...]",
     "variables that keep their values, or lists those"},
    {"return", run_return, false, true, "return [STATUS]", "leaves a function or a sourced file"},
    {"set", run_set, false, true, "set [-efux] [+efux] [--] [PARAMETER...]",
     "options (stop on error, * finds no files, unset is an error, show commands) and $1 $2 ...; alone: "
     "variables"},
    {"shift", run_shift, false, true, "shift [N]", "drops the first N parameters"},
    {"source", run_source, false, true, "source FILE [ARGUMENT...]",
     "runs the commands of a file in this shell"},
    {"test", run_test, true, false, "test EXPRESSION",
     "-e -f -d -r -w -x -s FILE, -n -z TEXT, = != < >, -eq -ne -lt -le -gt -ge, ! -a -o ( )"},
    {"trap", run_trap, false, true, "trap [COMMANDS|- EXIT|INT...]",
     "what to do when the shell ends or Ctrl-C is typed; '' nothing, - the usual; alone: lists"},
    {"true", run_colon, true, false, "true", "does nothing, successfully"},
    {"type", run_type, true, false, "type NAME...", "tells what a command name stands for"},
    {"umask", run_umask, false, false, "umask [-S | MASK]",
     "permission bits that new files do not get: 022, or u=rwx,g=rx,o=rx"},
    {"unalias", run_unalias, false, false, "unalias -a | NAME...", "forgets aliases"},
    {"unset", run_unset, false, true, "unset [-f] NAME...", "forgets variables or functions (-f)"},
    {"wait", run_wait, false, false, "wait [%JOB|TASK...]", "waits until background jobs have ended"},
};

} // namespace

std::span<const Builtin> builtins() {
    return kBuiltins;
}

const Builtin* find_builtin(std::string_view name) {
    for (const auto& builtin : kBuiltins)
        if (name == builtin.name)
            return &builtin;
    return nullptr;
}

} // namespace shell
