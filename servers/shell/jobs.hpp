// SPDX-License-Identifier: MIT
// What the shell has started: the processes of a pipeline, in the foreground or in the background.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace shell {

struct Process {
    pid_t id;
    std::string name;
    bool ended = false;
    int wait_status = 0; // as waitpid gives it
};

struct Job {
    int number = 0; // %number; 0 for a job in the foreground
    std::string text;
    std::vector<Process> processes;
    int status = 0; // of the last process, when all have ended

    bool ended() const;
};

/// $? for a status of waitpid: 128 + signal for a process that was ended.
int exit_status(int wait_status);
/// "memory fault", "killed" ...; "" for a process that exited by itself, or that Ctrl-C or a broken pipe
/// ended.
std::string describe_end(int wait_status);

class Jobs {
  public:
    /// Takes over a job in the background and gives it a number.
    Job& add(Job job);
    /// Waits for all processes of a job. Returns the status of the last one; messages about processes that
    /// were ended come back in `messages`, one a line. A process that Ctrl-C ended takes the others with it.
    static int wait(Job& job, std::string& messages);
    /// Looks, without waiting, which jobs have ended.
    void poll();
    /// "[1] done  sleep 1" for every job that has ended since it was told last; those jobs are forgotten.
    std::string take_news();

    /// "%2" or "2" by number, "%%", "%+" or "" the newest, "%name" by the beginning of the text. Null if
    /// there is none.
    Job* find(std::string_view name);
    void remove(int number);
    std::vector<Job>& all() { return jobs_; }

  private:
    std::vector<Job> jobs_;
};

/// "[1]  running  sleep 10 &" for the builtin `jobs`.
std::string describe(const Job& job);

} // namespace shell
