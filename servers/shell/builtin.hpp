// SPDX-License-Identifier: MIT
// Commands that the shell carries out itself.
#pragma once

#include "servers/shell/shell.hpp"

#include <span>

namespace shell {

/// arguments[0] is the name. What it prints goes to `output`, which the shell writes to descriptor 1.
using BuiltinFunction = int (*)(Shell& shell, const std::vector<std::string>& arguments, std::string& output);

struct Builtin {
    const char* name;
    BuiltinFunction function;
    bool pure;    // changes nothing in the shell: may run in the middle of a pipe or in $( )
    bool special; // NAME=value before it stays in force
    const char* usage;
    const char* summary;
};

/// All, sorted by name.
std::span<const Builtin> builtins();
/// Null when there is none of that name.
const Builtin* find_builtin(std::string_view name);

// The functions behind the table.
int run_alias(Shell&, const std::vector<std::string>&, std::string&);
int run_bg(Shell&, const std::vector<std::string>&, std::string&);
int run_break(Shell&, const std::vector<std::string>&, std::string&);
int run_cd(Shell&, const std::vector<std::string>&, std::string&);
int run_colon(Shell&, const std::vector<std::string>&, std::string&);
int run_command_builtin(Shell&, const std::vector<std::string>&, std::string&);
int run_echo(Shell&, const std::vector<std::string>&, std::string&);
int run_eval(Shell&, const std::vector<std::string>&, std::string&);
int run_exec(Shell&, const std::vector<std::string>&, std::string&);
int run_exit(Shell&, const std::vector<std::string>&, std::string&);
int run_export(Shell&, const std::vector<std::string>&, std::string&);
int run_false(Shell&, const std::vector<std::string>&, std::string&);
int run_fg(Shell&, const std::vector<std::string>&, std::string&);
int run_getopts(Shell&, const std::vector<std::string>&, std::string&);
int run_help(Shell&, const std::vector<std::string>&, std::string&);
int run_history(Shell&, const std::vector<std::string>&, std::string&);
int run_jobs(Shell&, const std::vector<std::string>&, std::string&);
int run_kill(Shell&, const std::vector<std::string>&, std::string&);
int run_local(Shell&, const std::vector<std::string>&, std::string&);
int run_printf(Shell&, const std::vector<std::string>&, std::string&);
int run_pwd(Shell&, const std::vector<std::string>&, std::string&);
int run_read(Shell&, const std::vector<std::string>&, std::string&);
int run_readonly(Shell&, const std::vector<std::string>&, std::string&);
int run_return(Shell&, const std::vector<std::string>&, std::string&);
int run_set(Shell&, const std::vector<std::string>&, std::string&);
int run_shift(Shell&, const std::vector<std::string>&, std::string&);
int run_source(Shell&, const std::vector<std::string>&, std::string&);
int run_test(Shell&, const std::vector<std::string>&, std::string&);
int run_trap(Shell&, const std::vector<std::string>&, std::string&);
int run_type(Shell&, const std::vector<std::string>&, std::string&);
int run_umask(Shell&, const std::vector<std::string>&, std::string&);
int run_unalias(Shell&, const std::vector<std::string>&, std::string&);
int run_unset(Shell&, const std::vector<std::string>&, std::string&);
int run_wait(Shell&, const std::vector<std::string>&, std::string&);

} // namespace shell
