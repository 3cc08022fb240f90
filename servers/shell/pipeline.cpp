// SPDX-License-Identifier: MIT
// The part of Shell that runs commands side by side: pipelines, background jobs, subshells, substitutions.
#include "servers/shell/builtin.hpp"
#include "servers/shell/launch.hpp"
#include "servers/shell/output.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace shell {

struct Shell::Stage {
    const Node* node = nullptr;
    Prepared prepared;  // of a simple command
    bool ready = false; // prepared, or nothing to prepare
    bool external = false;
    bool pure = false;
    int input = -1; // pipe ends that it uses; -1: as the shell
    int output = -1;

    ~Stage() { close_ends(); }
    void close_ends() {
        if (input >= 0)
            close(input);
        if (output >= 0)
            close(output);
        input = output = -1;
    }
};

pid_t Shell::start_subshell(const std::string& text, const Redirections& redirections, bool background) {
    std::vector<std::string> arguments = {own_path_,
                                          background ? "--background" : "--subshell",
                                          std::to_string(root_id),
                                          std::to_string(status),
                                          "-c",
                                          state_text() + text,
                                          variables_.script_name};
    arguments.insert(arguments.end(), variables_.parameters.begin(), variables_.parameters.end());
    pid_t id = launch(own_path_, arguments, variables_.environment(), redirections);
    if (id < 0) {
        report(std::string("cannot start a subshell: ") +
               (errno == E2BIG ? "its text is too long" : describe_error(errno)));
        status = 126;
    }
    return id;
}

bool Shell::start_stage(Stage& stage, int input, int output, bool background, Job& job) {
    Redirections redirections;
    if (input >= 0)
        redirections.add(input, 0);
    if (output >= 0)
        redirections.add(output, 1);
    pid_t id = -1;
    if (stage.external) {
        Expander expander(*this);
        std::string message;
        if (redirections.open(stage.node->redirections, expander, message)) {
            if (options.trace)
                trace(stage.prepared);
            id = start_program(stage.prepared, redirections, message, status);
        } else {
            status = 1;
        }
        if (id < 0) {
            DescriptorScope scope(redirections.changes());
            report(message);
        }
    } else {
        id = start_subshell(text_to_run(*stage.node), redirections, background);
    }
    if (id >= 0)
        job.processes.push_back({id, stage.external ? stage.prepared.fields[0] : "sh"});
    else
        job.processes.push_back({0, "", true, status << 8}); // counts as a process that failed at once
    return id >= 0;
}

/// Starts all commands of a pipeline, except the one for `own`: that one is left to the caller, with its pipe
/// ends.
bool Shell::start_pipeline(const Node& node, int output, bool background, Job& job, Stage* own) {
    size_t count = node.children.size();
    std::vector<Stage> stages(count);
    for (size_t i = 0; i < count; ++i) {
        stages[i].node = node.children[i].get();
        if (stages[i].node->kind != NodeKind::simple)
            continue;
        if (!prepare(*stages[i].node, stages[i].prepared))
            return false;
        stages[i].external = is_external(stages[i].prepared);
        const Builtin* builtin =
            stages[i].prepared.fields.empty() ? nullptr : find_builtin(stages[i].prepared.fields[0]);
        stages[i].pure = builtin && builtin->pure && !find_function(stages[i].prepared.fields[0]);
    }
    for (size_t i = 0; i + 1 < count; ++i) {
        int ends[2];
        if (!make_pipe(ends)) {
            report(std::string("cannot make a pipe: ") + describe_error(errno));
            status = 1;
            return false;
        }
        stages[i].output = ends[1];
        stages[i + 1].input = ends[0];
    }
    // One command can run in this shell: the last one, so that "... | read x" works, or one that only prints.
    size_t mine = count;
    if (own && !stages[count - 1].external && stages[count - 1].node->kind != NodeKind::subshell)
        mine = count - 1;
    for (size_t i = 0; own && mine == count && i < count; ++i)
        if (stages[i].pure)
            mine = i;
    if (background && stages[0].input < 0) // or it would take what is typed for the shell
        stages[0].input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (size_t i = 0; i < count; ++i) {
        if (i == mine) {
            job.processes.push_back({0, "", true, 0}); // filled in by the caller
            continue;
        }
        bool last = i + 1 == count;
        start_stage(stages[i], stages[i].input, last && output >= 0 ? output : stages[i].output, background,
                    job);
        stages[i].close_ends();
    }
    if (mine < count) {
        std::swap(own->node, stages[mine].node);
        std::swap(own->prepared, stages[mine].prepared);
        std::swap(own->input, stages[mine].input);
        std::swap(own->output, stages[mine].output);
    }
    return true;
}

int Shell::run_pipeline(const Node& node) {
    if (node.children.size() == 1) {
        run_command(*node.children[0]);
    } else {
        Job job;
        job.text = source_text(node);
        Stage own;
        if (!start_pipeline(node, -1, false, job, &own))
            return status;
        if (own.node) {
            size_t index = 0;
            while (node.children[index].get() != own.node)
                ++index;
            Redirections redirections;
            if (own.input >= 0)
                redirections.add(own.input, 0);
            if (own.output >= 0)
                redirections.add(own.output, 1);
            Expander expander(*this);
            std::string message;
            if (own.node->kind != NodeKind::simple) {
                DescriptorScope scope(redirections.changes());
                run_command(*own.node);
            } else if (redirections.open(own.node->redirections, expander, message)) {
                run_prepared(*own.node, own.prepared, redirections);
            } else {
                report(message);
                status = 1;
            }
            own.close_ends();
            job.processes[index].wait_status = (status & 0xff) << 8;
        }
        wait_for(job);
    }
    if (node.negated && flow == Flow::none)
        status = status == 0;
    return status;
}

int Shell::run_background(const Node& node) {
    Job job;
    job.text = source_text(node) + " &";
    bool pipeline = node.children.size() == 1 && !node.children[0]->negated;
    if (pipeline) {
        if (!start_pipeline(*node.children[0], -1, true, job, nullptr))
            return status;
    } else {
        Redirections redirections;
        pid_t id = start_subshell(source_text(node), redirections, true);
        if (id < 0)
            return status;
        job.processes.push_back({id, "sh"});
    }
    if (job.processes.empty() || job.processes.back().id <= 0)
        return status; // it could not be started, and that was said
    last_background = job.processes.back().id;
    Job& added = jobs.add(std::move(job));
    if (options.interactive)
        write_all(2, "[" + std::to_string(added.number) + "] " + std::to_string(last_background) + "\n");
    return status = 0;
}

int Shell::run_subshell(const Node& node) {
    Redirections redirections;
    Job job;
    pid_t id = start_subshell(text_to_run(node), redirections, false);
    if (id < 0)
        return status;
    job.processes.push_back({id, "sh"});
    return wait_for(job);
}

/// Substitutions that need no other shell: a builtin that only prints, or programs. False when it is another
/// one.
bool Shell::substitute_here(const NodePointer& program, std::string& text) {
    if (program->children.size() != 1 || program->children[0]->background ||
        program->children[0]->children.size() != 1)
        return false;
    const Node& pipeline = *program->children[0]->children[0];
    const Node& first = *pipeline.children[0];
    if (pipeline.negated || (pipeline.children.size() == 1 && first.kind != NodeKind::simple))
        return false;
    if (pipeline.children.size() == 1 && first.redirections.empty() && first.assignments.empty()) {
        Prepared prepared;
        if (!prepare(first, prepared))
            return true;
        const Builtin* builtin = prepared.fields.empty() ? nullptr : find_builtin(prepared.fields[0]);
        if (builtin && builtin->pure && !find_function(prepared.fields[0])) {
            status = builtin->function(*this, prepared.fields, text);
            flush_errors();
            return true;
        }
        if (!is_external(prepared))
            return false;
    }
    int ends[2];
    if (!make_pipe(ends)) {
        report(std::string("cannot make a pipe: ") + describe_error(errno));
        status = 1;
        return true;
    }
    Job job;
    bool started = start_pipeline(pipeline, ends[1], false, job, nullptr);
    close(ends[1]);
    if (started)
        read_all(ends[0], text);
    close(ends[0]);
    if (started)
        wait_for(job);
    return true;
}

std::string Shell::substitute(const std::string& command) {
    std::string text;
    Parser parser(command, &aliases);
    NodePointer program = parser.next_command();
    bool more = program && parser.next_command() != nullptr;
    if (!parser.error().message.empty()) {
        report("syntax error in $( ): " + parser.error_message());
        status = substitution_status_ = 2;
        return "";
    }
    if (program && (more || !substitute_here(program, text))) {
        int ends[2];
        Job job;
        Redirections redirections;
        pid_t id = -1;
        if (make_pipe(ends)) {
            redirections.add(ends[1], 1);
            id = start_subshell(command, redirections, false);
            close(ends[1]);
            if (id >= 0)
                read_all(ends[0], text);
            close(ends[0]);
        }
        if (id >= 0) {
            job.processes.push_back({id, "sh"});
            wait_for(job);
        }
    }
    substitution_status_ = status;
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
    return text;
}

} // namespace shell
