// SPDX-License-Identifier: MIT
// Builtins that run commands, decide what runs next, or deal with jobs.
#include "servers/shell/builtin.hpp"
#include "servers/shell/interrupt.hpp"
#include "servers/shell/launch.hpp"
#include "servers/shell/output.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace shell {

using Arguments = std::vector<std::string>;

namespace {

/// The number in arguments[1], `otherwise` without one. False, after a message, when it is not a number.
bool number_argument(Shell& shell, const Arguments& arguments, long otherwise, long& number) {
    number = otherwise;
    if (arguments.size() < 2)
        return true;
    char* end;
    number = strtol(arguments[1].c_str(), &end, 10);
    if (arguments.size() == 2 && !arguments[1].empty() && *end == '\0')
        return true;
    shell.error(arguments[0] + ": " +
                (arguments.size() > 2 ? "too many arguments" : "\"" + arguments[1] + "\" is not a number"));
    return false;
}

Job* job_argument(Shell& shell, const Arguments& arguments, size_t index) {
    std::string name = index < arguments.size() ? arguments[index] : "";
    Job* job = shell.jobs.find(name);
    if (!job)
        shell.error(arguments[0] + ": " +
                    (name.empty() ? "there is no job in the background" : name + ": no such job"));
    return job;
}

} // namespace

int run_colon(Shell&, const Arguments&, std::string&) {
    return 0;
}
int run_false(Shell&, const Arguments&, std::string&) {
    return 1;
}

int run_exit(Shell& shell, const Arguments& arguments, std::string&) {
    long number;
    if (!number_argument(shell, arguments, shell.status, number))
        return 2;
    shell.flow = Flow::exit_shell;
    return static_cast<int>(number & 0xff);
}

int run_return(Shell& shell, const Arguments& arguments, std::string&) {
    long number;
    if (!number_argument(shell, arguments, shell.status, number))
        return 2;
    shell.flow = Flow::return_function;
    return static_cast<int>(number & 0xff);
}

int run_break(Shell& shell, const Arguments& arguments, std::string&) {
    long number;
    if (!number_argument(shell, arguments, 1, number))
        return 2;
    if (shell.loop_depth == 0 || number < 1) {
        shell.error(arguments[0] + ": " + (number < 1 ? "the number must be at least 1" : "not in a loop"));
        return 1;
    }
    shell.flow = arguments[0] == "break" ? Flow::break_loop : Flow::continue_loop;
    shell.flow_count = std::min<int>(static_cast<int>(std::min<long>(number, 1000)), shell.loop_depth);
    return 0;
}

int run_eval(Shell& shell, const Arguments& arguments, std::string&) {
    std::string text;
    for (size_t i = 1; i < arguments.size(); ++i)
        text += (i > 1 ? " " : "") + arguments[i];
    shell.status = 0;
    return shell.run_text(text, "eval");
}

int run_source(Shell& shell, const Arguments& arguments, std::string&) {
    if (arguments.size() < 2)
        return shell.usage_error(*find_builtin(arguments[0]));
    Arguments parameters = shell.variables().parameters;
    if (arguments.size() > 2)
        parameters.assign(arguments.begin() + 2, arguments.end());
    int status = shell.run_file(arguments[1], parameters);
    if (shell.flow == Flow::return_function)
        shell.flow = Flow::none;
    return status;
}

int run_exec(Shell& shell, const Arguments& arguments, std::string&) {
    if (arguments.size() == 1)
        return 0; // the redirections stay, see Shell::run_prepared
    int status = shell.run_program({{arguments.begin() + 1, arguments.end()}, {}});
    if (!shell.options.interactive || (status != 126 && status != 127))
        shell.flow = Flow::exit_shell;
    if (shell.flow == Flow::exit_shell)
        shell.traps.clear(); // the shell has become the program
    return status;
}

int run_help(Shell& shell, const Arguments& arguments, std::string& output) {
    const Builtin* builtin = arguments.size() > 1 ? find_builtin(arguments[1]) : nullptr;
    if (builtin) {
        output += std::string("usage: ") + builtin->usage + "\n" + builtin->summary + "\n";
        return 0;
    }
    if (!find_program("help", shell.variables().value("PATH")).empty())
        return shell.run_program({arguments, {}});
    for (const auto& entry : builtins()) {
        std::string usage = entry.usage;
        output +=
            usage + std::string(usage.size() < 36 ? 36 - usage.size() : 1, ' ') + " " + entry.summary + "\n";
    }
    return 0;
}

int run_jobs(Shell& shell, const Arguments& arguments, std::string& output) {
    const std::string option = arguments.size() > 1 ? arguments[1] : "";
    if (arguments.size() > 2 || (!option.empty() && option != "-p" && option != "-l"))
        return shell.usage_error(*find_builtin("jobs"));
    shell.jobs.poll();
    for (const auto& job : shell.jobs.all()) {
        if (option != "-p")
            output += describe(job) + "\n";
        for (size_t i = 0; i < job.processes.size() && !option.empty(); ++i)
            if (option == "-l" || i + 1 == job.processes.size())
                output += (option == "-l" ? "    task " : "") + std::to_string(job.processes[i].id) +
                          (option == "-l" ? " " + job.processes[i].name : "") + "\n";
    }
    return 0;
}

int run_bg(Shell& shell, const Arguments& arguments, std::string& output) {
    Job* job = job_argument(shell, arguments, 1);
    if (!job)
        return 1;
    output += describe(*job) + "\n(nothing stops jobs here: it has been running all the time)\n";
    return 0;
}

int run_fg(Shell& shell, const Arguments& arguments, std::string&) {
    Job* found = job_argument(shell, arguments, 1);
    if (!found)
        return 1;
    Job job = *found;
    shell.jobs.remove(job.number);
    write_all(1, job.text + "\n");
    return shell.wait_for(job);
}

namespace {

/// Waits for a job without making it one of the foreground: Ctrl-C ends the waiting, not the job.
int wait_quietly(Shell& shell, int number) {
    for (;;) {
        shell.jobs.poll();
        Job* job = shell.jobs.find(std::to_string(number));
        if (!job)
            return 127;
        if (job->ended()) {
            int status = job->status;
            shell.jobs.remove(number);
            return status;
        }
        if (interrupted())
            return 130;
        timespec moment = {0, 2'000'000};
        nanosleep(&moment, nullptr);
    }
}

} // namespace

int run_wait(Shell& shell, const Arguments& arguments, std::string&) {
    int status = 0;
    if (arguments.size() == 1)
        while (!shell.jobs.all().empty() && status != 130)
            status = wait_quietly(shell, shell.jobs.all().front().number) == 130 && interrupted() ? 130 : 0;
    for (size_t i = 1; i < arguments.size(); ++i) {
        int number = 0;
        if (arguments[i][0] == '%') {
            Job* job = job_argument(shell, arguments, i);
            number = job ? job->number : 0;
        } else {
            for (const auto& job : shell.jobs.all())
                for (const auto& process : job.processes)
                    if (std::to_string(process.id) == arguments[i])
                        number = job.number;
            if (number == 0)
                shell.error("wait: " + arguments[i] + " is not a task of this shell");
        }
        status = number == 0 ? 127 : wait_quietly(shell, number);
    }
    return status;
}

namespace {

struct SignalName {
    const char* name;
    int number;
};
constexpr SignalName kSignals[] = {{"INT", SIGINT}, {"KILL", SIGKILL}, {"TERM", SIGTERM}, {"HUP", SIGHUP}};

/// -1 when it is not a signal; 0 only asks whether the task is there.
int signal_number(std::string text) {
    if (text == "0")
        return 0;
    if (text.compare(0, 3, "SIG") == 0)
        text.erase(0, 3);
    for (const auto& signal : kSignals)
        if (text == signal.name)
            return signal.number;
    char* end;
    long number = strtol(text.c_str(), &end, 10);
    return *end == '\0' && number > 0 && number < 32 ? static_cast<int>(number) : -1;
}

} // namespace

int run_kill(Shell& shell, const Arguments& arguments, std::string& output) {
    size_t first = 1;
    int signal = SIGTERM;
    if (arguments.size() > 1 && arguments[1] == "-l") {
        for (const auto& entry : kSignals)
            output += std::to_string(entry.number) + " " + entry.name + "\n";
        return 0;
    }
    if (arguments.size() > 1 && arguments[1][0] == '-' && arguments[1].size() > 1) {
        bool separate = arguments[1] == "-s";
        signal = separate ? (arguments.size() > 2 ? signal_number(arguments[2]) : -1)
                          : signal_number(arguments[1].substr(1));
        first = separate ? 3 : 2;
    }
    if (arguments.size() <= first || signal < 0)
        return shell.usage_error(*find_builtin("kill"));
    int status = 0;
    for (size_t i = first; i < arguments.size(); ++i) {
        if (arguments[i][0] == '%') {
            Job* job = job_argument(shell, arguments, i);
            status = job ? status : 1;
            for (size_t k = 0; job && k < job->processes.size(); ++k)
                if (!job->processes[k].ended)
                    kill(job->processes[k].id, signal);
            continue;
        }
        char* end;
        long id = strtol(arguments[i].c_str(), &end, 10);
        if (*end != '\0' || id <= 0) {
            shell.error("kill: \"" + arguments[i] + "\" is neither a job (%1) nor the number of a task");
            status = 2;
            continue;
        }
        if (kill(static_cast<pid_t>(id), signal) == 0)
            continue;
        // Not ours: the program has the right to end any task.
        std::string file = signal != 0 && (errno == ESRCH || errno == EPERM)
                               ? find_program("kill", shell.variables().value("PATH"))
                               : "";
        if (!file.empty()) {
            status = shell.run_program({{"kill", "-" + std::to_string(signal), arguments[i]}, {}});
        } else {
            shell.error("kill: " + arguments[i] + ": " + describe_error(errno));
            status = 1;
        }
    }
    return status;
}

} // namespace shell
