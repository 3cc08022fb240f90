// SPDX-License-Identifier: MIT
// A shell: its state, and running commands in it. It makes no processes by copying itself: what has to run
// beside it (a compound command in a pipe, a subshell) runs in a new shell that is given this one's state as
// text.
#pragma once

#include "servers/shell/expander.hpp"
#include "servers/shell/jobs.hpp"
#include "servers/shell/parser.hpp"
#include "servers/shell/redirections.hpp"
#include "servers/shell/traps.hpp"

namespace shell {

class History;
struct Builtin;

struct Function {
    std::string name;
    NodePointer definition; // of NodeKind::function
};

/// A variable that a function has made its own, and what it was outside.
struct Local {
    std::string name;
    bool was_set;
    Variable before;
};

/// Why commands that follow are not run.
enum class Flow : uint8_t { none, break_loop, continue_loop, return_function, exit_shell, interrupt };

struct Options {
    bool interactive = false;
    bool exit_on_error = false;  // set -e
    bool trace = false;          // set -x
    bool unset_is_error = false; // set -u
    bool no_patterns = false;    // set -f
    bool subshell = false;       // this shell was made by another one
    bool background = false;     // and nobody waits for it: Ctrl-C is not for it
};

/// A simple command whose words are expanded.
struct Prepared {
    std::vector<std::string> fields;
    std::vector<std::string> environment; // NAME=value before the command
};

class Shell : public ExpansionHost {
  public:
    explicit Shell(std::string own_path);

    // What runs. Each returns the status, which is $? afterwards.

    /// Runs all commands of a text. `name` stands in messages.
    int run_text(const std::string& text, const std::string& name);
    /// Runs a file; `parameters` become $1 ... Status 127 when there is no such file, 126 when it is not a
    /// script.
    int run_file(const std::string& path, const std::vector<std::string>& parameters);
    int run_command(const Node& node);
    /// Runs an external program with this shell's descriptors.
    int run_program(const Prepared& prepared);
    int wait_for(Job& job);
    /// After a Ctrl-C: carries out the trap for it, or makes the commands that follow stop.
    void take_interrupt();
    /// The trap for the end of the shell. `last`: the status it ends with; returns that of the trap's `exit`.
    int run_exit_trap(int last);

    /// Collects "sh: message" or "script: line 3: message", which the shell prints when the builtin ends: a
    /// function that only calls this cannot block, and so costs nothing extra on machines where blocking is
    /// expensive.
    void error(std::string_view message);
    /// Prints what was collected on descriptor 2.
    void flush_errors();
    /// Both.
    void report(std::string_view message);
    /// error, and 2: the usual status for wrong use.
    int usage_error(const Builtin& builtin);

    // ExpansionHost
    Variables& variables() override { return variables_; }
    std::string substitute(const std::string& command) override;
    std::string special_parameter(char name) override;
    bool unset_is_error() const override { return options.unset_is_error; }
    bool finds_files() const override { return !options.no_patterns; }

    const Function* find_function(std::string_view name) const;
    bool remove_function(std::string_view name);
    const std::vector<Function>& functions() const { return functions_; }
    void define_function(const NodePointer& node);

    Options options;
    Aliases aliases;
    Jobs jobs;
    History* history = nullptr; // of an interactive shell
    int status = 0;             // $?
    Flow flow = Flow::none;
    int flow_count = 0; // loops that break and continue still have to leave
    int loop_depth = 0;
    std::vector<std::vector<Local>> locals; // of the functions that run, the innermost last
    Traps traps;
    pid_t root_id = 0; // $$
    pid_t last_background = 0;

  private:
    int run_list(const Node& node);
    int run_and_or(const Node& node);
    int run_pipeline(const Node& node);
    int run_compound(const Node& node);
    int run_branch(const Node& node);
    int run_loop(const Node& node);
    int run_iteration(const Node& node);
    int run_selection(const Node& node);
    int run_condition(const Node& node);
    bool loop_goes_on();

    int run_simple(const Node& node);
    int run_prepared(const Node& node, const Prepared& prepared, Redirections& redirections);
    int run_assignments(const Node& node);
    int run_function(const Function& function, const Prepared& prepared);
    int run_builtin(const Builtin& builtin, const Prepared& prepared);
    bool prepare(const Node& node, Prepared& prepared);
    bool is_external(const Prepared& prepared) const;
    bool expand_assignment(const std::string& raw, std::string& name, std::string& value);
    void trace(const Prepared& prepared);

    int run_background(const Node& node);
    int run_subshell(const Node& node);
    struct Stage; // one command of a pipeline
    bool start_stage(Stage& stage, int input, int output, bool background, Job& job);
    bool start_pipeline(const Node& node, int output, bool background, Job& job, Stage* own);
    pid_t start_program(const Prepared& prepared, const Redirections& redirections, std::string& message,
                        int& status);
    pid_t start_subshell(const std::string& text, const Redirections& redirections, bool background);
    std::string state_text() const;
    std::vector<std::string> program_environment(const Prepared& prepared) const;
    bool substitute_here(const NodePointer& program, std::string& text);
    void expansion_failed(const Expander& expander);

    Variables variables_;
    std::vector<Function> functions_; // sorted by name
    std::string own_path_;
    std::string errors_; // collected
    std::string script_; // for messages; "" on the prompt
    uint32_t line_ = 0;
    uint32_t commands_ = 0;   // run so far
    int depth_ = 0;           // of run_command inside itself
    int condition_depth_ = 0; // inside conditions set -e means nothing
    int substitution_status_ = 0;
};

} // namespace shell
