// SPDX-License-Identifier: MIT
// The part of Shell that runs one simple command: assignment, function, builtin or program.
#include "servers/shell/builtin.hpp"
#include "servers/shell/launch.hpp"
#include "servers/shell/output.hpp"
#include "servers/shell/quoting.hpp"

#include <cerrno>
#include <sys/stat.h>

namespace shell {

void Shell::expansion_failed(const Expander& expander) {
    report(expander.error());
    status = 1;
    if (!options.interactive)
        flow = Flow::exit_shell;
}

bool Shell::expand_assignment(const std::string& raw, std::string& name, std::string& value) {
    size_t size = assignment_name(raw);
    name = raw.substr(0, size);
    Expander expander(*this);
    if (expander.expand_value(std::string_view(raw).substr(size + 1), value))
        return true;
    expansion_failed(expander);
    return false;
}

bool Shell::prepare(const Node& node, Prepared& prepared) {
    line_ = node.line;
    substitution_status_ = 0;
    Expander expander(*this);
    if (!expander.expand_words(node.words, prepared.fields)) {
        expansion_failed(expander);
        return false;
    }
    if (prepared.fields.empty())
        return true; // the assignments are for this shell
    for (const auto& raw : node.assignments) {
        std::string name, value;
        if (!expand_assignment(raw, name, value))
            return false;
        prepared.environment.push_back(name + "=" + value);
    }
    return true;
}

bool Shell::is_external(const Prepared& prepared) const {
    return !prepared.fields.empty() && !find_function(prepared.fields[0]) &&
           !find_builtin(prepared.fields[0]);
}

void Shell::trace(const Prepared& prepared) {
    std::string line = "+";
    for (const auto& entry : prepared.environment)
        line += " " + quote(entry);
    for (const auto& field : prepared.fields)
        line += " " + quote(field);
    write_all(2, line + "\n");
}

int Shell::run_simple(const Node& node) {
    Prepared prepared;
    if (!prepare(node, prepared))
        return status;
    Redirections redirections;
    Expander expander(*this);
    std::string message;
    if (!redirections.open(node.redirections, expander, message)) {
        report(message);
        return status = 1;
    }
    return run_prepared(node, prepared, redirections);
}

int Shell::run_prepared(const Node& node, const Prepared& prepared, Redirections& redirections) {
    if (prepared.fields.empty())
        return run_assignments(node);
    if (options.trace)
        trace(prepared);
    if (is_external(prepared)) {
        Job job;
        job.text = source_text(node);
        std::string message;
        pid_t id = start_program(prepared, redirections, message, status);
        if (id < 0) {
            DescriptorScope scope(redirections.changes()); // the message goes where the program's would go
            report(message);
            return status;
        }
        job.processes.push_back({id, prepared.fields[0]});
        return wait_for(job);
    }
    DescriptorScope scope(redirections.changes());
    if (!scope.ok()) {
        report(std::to_string(scope.bad_descriptor()) + ": not an open descriptor");
        return status = 1;
    }
    const Function* function = find_function(prepared.fields[0]);
    status = function ? run_function(*function, prepared)
                      : run_builtin(*find_builtin(prepared.fields[0]), prepared);
    if (!function && prepared.fields[0] == "exec" && prepared.fields.size() == 1)
        scope.keep();
    return status;
}

int Shell::run_assignments(const Node& node) {
    status = 0;
    for (const auto& raw : node.assignments) {
        std::string name, value;
        if (!expand_assignment(raw, name, value))
            return status;
        if (variables_.is_read_only(name)) {
            report(name + " is read-only");
            if (!options.interactive)
                flow = Flow::exit_shell;
            return status = 1;
        }
        variables_.set(name, value);
        if (options.trace)
            write_all(2, "+ " + name + "=" + quote(value) + "\n");
    }
    return status = substitution_status_;
}

namespace {

/// Variables that have another value while a function or builtin runs.
class TemporaryVariables {
  public:
    TemporaryVariables(Variables& variables, const std::vector<std::string>& entries)
        : variables_(variables) {
        for (const auto& entry : entries) {
            size_t size = assignment_name(entry);
            std::string name = entry.substr(0, size);
            const Variable* old = variables.find(name);
            saved_.push_back(old ? *old : Variable{name, "", false, false});
            was_set_.push_back(old != nullptr);
            variables.set(name, std::string_view(entry).substr(size + 1));
            variables.export_name(name);
        }
    }
    ~TemporaryVariables() {
        for (size_t i = saved_.size(); i-- > 0;) {
            variables_.restore(saved_[i].name, was_set_[i] ? &saved_[i] : nullptr);
        }
    }

  private:
    Variables& variables_;
    std::vector<Variable> saved_;
    std::vector<char> was_set_;
};

} // namespace

int Shell::run_function(const Function& function, const Prepared& prepared) {
    NodePointer definition = function.definition; // may be replaced while it runs
    TemporaryVariables temporary(variables_, prepared.environment);
    auto outer = std::move(variables_.parameters);
    variables_.parameters.assign(prepared.fields.begin() + 1, prepared.fields.end());
    int outer_loops = loop_depth;
    loop_depth = 0;
    locals.emplace_back();
    run_command(*definition->children[0]);
    for (auto local = locals.back().rbegin(); local != locals.back().rend(); ++local)
        variables_.restore(local->name, local->was_set ? &local->before : nullptr);
    locals.pop_back();
    loop_depth = outer_loops;
    if (flow == Flow::return_function)
        flow = Flow::none;
    variables_.parameters = std::move(outer);
    return status;
}

int Shell::run_builtin(const Builtin& builtin, const Prepared& prepared) {
    std::string output;
    int result;
    const bool prints_anything = builtin.function == run_echo || builtin.function == run_test ||
                                 builtin.function == run_colon || builtin.function == run_false;
    if (!prints_anything && prepared.fields.size() == 2 && prepared.fields[1] == "--help") {
        output = std::string("usage: ") + builtin.usage + "\n" + builtin.summary + "\n";
        result = 0;
    } else if (builtin.special) {
        for (const auto& entry : prepared.environment) {
            size_t size = assignment_name(entry);
            variables_.set(entry.substr(0, size), entry.substr(size + 1));
        }
        result = builtin.function(*this, prepared.fields, output);
    } else {
        TemporaryVariables temporary(variables_, prepared.environment);
        result = builtin.function(*this, prepared.fields, output);
    }
    flush_errors();
    if (!output.empty() && !write_all(1, output) && errno != EPIPE) {
        report(std::string(builtin.name) + ": write error: " + describe_error(errno));
        return 1;
    }
    return result;
}

int Shell::run_program(const Prepared& prepared) {
    Redirections none;
    std::string message;
    Job job;
    pid_t id = start_program(prepared, none, message, status);
    if (id < 0) {
        report(message);
        return status;
    }
    job.processes.push_back({id, prepared.fields[0]});
    return wait_for(job);
}

std::vector<std::string> Shell::program_environment(const Prepared& prepared) const {
    std::vector<std::string> environment;
    for (const auto& entry : variables_.environment()) {
        bool replaced = false;
        for (const auto& other : prepared.environment)
            replaced = replaced || other.compare(0, assignment_name(other) + 1, entry, 0,
                                                 assignment_name(entry) + 1) == 0;
        if (!replaced)
            environment.push_back(entry);
    }
    environment.insert(environment.end(), prepared.environment.begin(), prepared.environment.end());
    return environment;
}

pid_t Shell::start_program(const Prepared& prepared, const Redirections& redirections, std::string& message,
                           int& result) {
    const std::string& name = prepared.fields[0];
    std::string file = find_program(name, variables_.value("PATH"));
    result = 127;
    if (file.empty()) {
        message = name + ": command not found";
        return -1;
    }
    auto environment = program_environment(prepared);
    pid_t id = launch(file, prepared.fields, environment, redirections);
    struct stat attributes;
    if (id < 0 && errno != ENOENT && stat(file.c_str(), &attributes) == 0 && S_ISDIR(attributes.st_mode))
        errno = EISDIR;
    if (id < 0 && errno == ENOEXEC) {
        auto arguments = script_arguments(file, prepared.fields, own_path_);
        errno = ENOEXEC;
        if (!arguments.empty())
            id = launch(arguments[0], arguments, environment, redirections);
        if (id < 0 && errno == ENOENT)
            file = arguments[0] + " (interpreter of " + file + ")";
    }
    if (id >= 0)
        return id;
    int reason = errno;
    result = reason == ENOENT ? 127 : 126;
    message = (reason == ENOENT ? file : name) + ": " +
              (reason == ENOEXEC ? "neither a program nor a script" : describe_error(reason));
    if (reason == EAGAIN)
        message = name + ": too many tasks are running";
    if (reason == E2BIG)
        message = name + ": the arguments and the environment are too long";
    return -1;
}

} // namespace shell
