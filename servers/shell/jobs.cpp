// SPDX-License-Identifier: MIT
#include "servers/shell/jobs.hpp"

#include "servers/shell/interrupt.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sys/wait.h>

namespace shell {

namespace {

void note_end(Process& process, int wait_status) {
    process.ended = true;
    process.wait_status = wait_status;
}

bool ended_by_interrupt(int wait_status) {
    return WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGINT;
}

} // namespace

bool Job::ended() const {
    for (const auto& process : processes)
        if (!process.ended)
            return false;
    return true;
}

int exit_status(int wait_status) {
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

std::string describe_end(int wait_status) {
    if (!WIFSIGNALED(wait_status))
        return "";
    switch (int signal = WTERMSIG(wait_status)) {
    case SIGINT:
    case SIGPIPE:
        return "";
    case SIGABRT:
        return "aborted";
    case SIGSEGV:
    case SIGBUS:
        return "memory fault (address outside the program, stack overflow or bad call)";
    case SIGFPE:
        return "arithmetic fault (division by zero or number out of range)";
    case SIGXCPU:
        return "ended: it ran too long without waiting for anything";
    case SIGILL:
    case SIGTRAP:
        return "illegal instruction";
    case SIGKILL:
        return "killed";
    case SIGTERM:
        return "terminated";
    default:
        return "ended by signal " + std::to_string(signal);
    }
}

Job& Jobs::add(Job job) {
    job.number = jobs_.empty() ? 1 : jobs_.back().number + 1;
    jobs_.push_back(std::move(job));
    return jobs_.back();
}

int Jobs::wait(Job& job, std::string& messages) {
    std::vector<pid_t> foreground;
    for (const auto& process : job.processes)
        if (!process.ended)
            foreground.push_back(process.id);
    set_foreground(std::move(foreground));
    bool interrupt = false;
    for (auto& process : job.processes) {
        if (interrupt && !process.ended)
            kill(process.id, SIGINT);
        int wait_status = 0;
        while (!process.ended) {
            pid_t got = waitpid(process.id, &wait_status, 0);
            if (got == process.id)
                note_end(process, wait_status);
            else if (errno != EINTR)
                note_end(process, 127 << 8);
        }
        interrupt = interrupt || ended_by_interrupt(process.wait_status);
        std::string end = describe_end(process.wait_status);
        if (!end.empty())
            messages += process.name + ": " + end + " (task " + std::to_string(process.id) + ")\n";
    }
    set_foreground({});
    job.status = job.processes.empty() ? 0 : exit_status(job.processes.back().wait_status);
    return job.status;
}

void Jobs::poll() {
    for (auto& job : jobs_) {
        for (auto& process : job.processes) {
            int wait_status = 0;
            if (process.ended)
                continue;
            pid_t got = waitpid(process.id, &wait_status, WNOHANG);
            if (got == process.id)
                note_end(process, wait_status);
            else if (got < 0 && errno == ECHILD)
                note_end(process, 127 << 8);
        }
        if (job.ended())
            job.status = exit_status(job.processes.back().wait_status);
    }
}

std::string describe(const Job& job) {
    std::string state = "running";
    if (job.ended()) {
        state = job.status == 0 ? "done" : "exit " + std::to_string(job.status);
        for (const auto& process : job.processes)
            if (WIFSIGNALED(process.wait_status)) {
                std::string end = describe_end(process.wait_status);
                state = end.empty() ? "interrupted" : end;
            }
    }
    return "[" + std::to_string(job.number) + "] " + state + "  " + job.text;
}

std::string Jobs::take_news() {
    std::string news;
    for (size_t i = 0; i < jobs_.size();) {
        if (!jobs_[i].ended()) {
            ++i;
            continue;
        }
        news += describe(jobs_[i]) + "\n";
        jobs_.erase(jobs_.begin() + i);
    }
    return news;
}

Job* Jobs::find(std::string_view name) {
    if (!name.empty() && name[0] == '%')
        name.remove_prefix(1);
    if (jobs_.empty())
        return nullptr;
    if (name.empty() || name == "%" || name == "+")
        return &jobs_.back();
    bool number = name.find_first_not_of("0123456789") == std::string_view::npos;
    for (auto& job : jobs_)
        if (number ? std::to_string(job.number) == name : job.text.compare(0, name.size(), name) == 0)
            return &job;
    return nullptr;
}

void Jobs::remove(int number) {
    for (size_t i = 0; i < jobs_.size(); ++i)
        if (jobs_[i].number == number)
            jobs_.erase(jobs_.begin() + i--);
}

} // namespace shell
