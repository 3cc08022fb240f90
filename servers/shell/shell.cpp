// SPDX-License-Identifier: MIT
#include "servers/shell/shell.hpp"

#include "servers/shell/builtin.hpp"
#include "servers/shell/interrupt.hpp"
#include "servers/shell/launch.hpp"
#include "servers/shell/output.hpp"
#include "servers/shell/quoting.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace shell {

Shell::Shell(std::string own_path) : root_id(getpid()), own_path_(std::move(own_path)) {}

void Shell::error(std::string_view message) {
    errors_ += script_.empty() ? "sh: " : script_ + ": ";
    if (!script_.empty() && line_ > 0)
        errors_ += "line " + std::to_string(line_) + ": ";
    errors_ += message;
    errors_ += "\n";
}

void Shell::flush_errors() {
    std::string errors;
    errors.swap(errors_);
    write_all(2, errors);
}

void Shell::report(std::string_view message) {
    error(message);
    flush_errors();
}

int Shell::usage_error(const Builtin& builtin) {
    error(std::string("usage: ") + builtin.usage);
    return 2;
}

std::string Shell::special_parameter(char name) {
    switch (name) {
    case '?':
        return std::to_string(status);
    case '$':
        return std::to_string(root_id);
    case '!':
        return last_background ? std::to_string(last_background) : "";
    case '-':
        return std::string(options.exit_on_error ? "e" : "") + (options.no_patterns ? "f" : "") +
               (options.interactive ? "i" : "") + (options.unset_is_error ? "u" : "") +
               (options.trace ? "x" : "");
    default:
        return "";
    }
}

int Shell::run_text(const std::string& text, const std::string& name) {
    std::string outer_script = std::move(script_);
    uint32_t outer_line = line_;
    script_ = name;
    Parser parser(text, &aliases);
    while (flow == Flow::none) {
        NodePointer command = parser.next_command();
        if (!command) {
            if (!parser.error().message.empty()) {
                line_ = 0;
                report("syntax error: " + parser.error_message());
                status = 2;
            }
            break;
        }
        run_command(*command);
        take_interrupt();
    }
    script_ = std::move(outer_script);
    line_ = outer_line;
    return status;
}

int Shell::run_file(const std::string& path, const std::vector<std::string>& parameters) {
    int file = open(path.c_str(), O_RDONLY);
    std::string text;
    bool good = file >= 0 && read_all(file, text);
    int reason = errno;
    if (file >= 0)
        close(file);
    if (!good) {
        report(path + ": " + describe_error(reason));
        return status = reason == ENOENT ? 127 : 126;
    }
    if (!looks_like_text(text)) {
        report(path + ": not a script: it contains binary data");
        return status = 126;
    }
    auto outer_parameters = std::move(variables_.parameters);
    variables_.parameters = parameters;
    run_text(text, path);
    variables_.parameters = std::move(outer_parameters);
    return status;
}

const Function* Shell::find_function(std::string_view name) const {
    for (const auto& function : functions_)
        if (function.name == name)
            return &function;
    return nullptr;
}

bool Shell::remove_function(std::string_view name) {
    for (size_t i = 0; i < functions_.size(); ++i) {
        if (functions_[i].name != name)
            continue;
        functions_.erase(functions_.begin() + i);
        return true;
    }
    return false;
}

void Shell::define_function(const NodePointer& node) {
    remove_function(node->words[0]);
    size_t at = 0;
    while (at < functions_.size() && functions_[at].name < node->words[0])
        ++at;
    functions_.insert(functions_.begin() + at, {node->words[0], node});
}

void Shell::take_interrupt() {
    if (!interrupted() || flow != Flow::none)
        return;
    const std::string* commands = traps.find(Traps::kInterrupt);
    if (!commands) {
        flow = Flow::interrupt;
        return;
    }
    clear_interrupt();
    const int before = status;
    const std::string text = *commands; // which may change the trap
    run_text(text, "trap");
    if (flow != Flow::exit_shell)
        status = before;
}

int Shell::run_exit_trap(int last) {
    const std::string* commands = traps.find(Traps::kExit);
    if (!commands)
        return last;
    const std::string text = *commands;
    traps.clear();
    clear_interrupt();
    flow = Flow::none;
    status = last;
    run_text(text, "trap");
    return flow == Flow::exit_shell ? status : last;
}

int Shell::wait_for(Job& job) {
    std::string messages;
    status = Jobs::wait(job, messages);
    write_all(2, messages);
    if (options.interactive && status == 130)
        write_all(2, "\n"); // behind the ^C
    return status;
}

std::string Shell::state_text() const {
    std::string text;
    for (const auto& variable : variables_.all())
        if (!variable.exported)
            text += variable.name + "=" + quote(variable.value) + "\n";
    for (const auto& variable : variables_.all())
        if (variable.read_only)
            text += "readonly " + variable.name + "\n";
    for (const auto& function : functions_)
        text += source_text(*function.definition) + "\n";
    const bool stops = options.exit_on_error && condition_depth_ == 0; // else somebody asks for its status
    if (stops || options.no_patterns || options.trace || options.unset_is_error)
        text += std::string("set -") + (stops ? "e" : "") + (options.no_patterns ? "f" : "") +
                (options.unset_is_error ? "u" : "") + (options.trace ? "x" : "") + "\n";
    return text;
}

} // namespace shell
