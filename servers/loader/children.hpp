// SPDX-License-Identifier: MIT
// Who started which task, how it ended, and who waits for that. Knows nothing of messages: tasks' handles
// and parked calls are numbers that it keeps and gives back.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/loader/client.hpp"

#include <optional>
#include <vector>

namespace loader {

using SessionId = uint64_t; // one connection to the loader; never 0

/// An answer that became due: `call` is the right to give it, `status` what it says. Without a status the
/// child that was waited for does not belong to the session any more (no_entry).
struct DueAnswer {
    abi::Handle call;
    std::optional<ExitStatus> status;
};

class Children {
  public:
    /// Error limit: the session has kMaxChildren already, running or not collected.
    abi::Result<void> check_room(SessionId session) const;

    /// `handle` of the task belongs to the table until ended() or drop_session() gives it back.
    void add(SessionId session, abi::TaskId task, abi::Handle handle);

    struct Ended {
        abi::Handle handle = abi::kNoHandle; // to be closed; kNoHandle for a task that is not ours
        std::vector<DueAnswer> answers;
    };
    /// The kernel says that a task ended. `detail`: exit status or FaultKind.
    Ended ended(abi::TaskId task, abi::TaskState state, uint64_t detail);

    /// The status of an ended child, which is then forgotten; nothing while all that match still run.
    /// Error: no_entry (none matches).
    abi::Result<std::optional<ExitStatus>> collect(SessionId session, abi::TaskId task);

    /// Keeps a call until its child ends. To be used right after collect() had nothing.
    void park(SessionId session, abi::TaskId task, abi::Handle call);

    /// Handle of a running child, for killing; `signal` will be reported. Stays the table's. Error: no_entry.
    abi::Result<abi::Handle> prepare_kill(SessionId session, abi::TaskId task, int signal);

    /// The answers to those who waited for it. Error: no_entry.
    abi::Result<std::vector<DueAnswer>> detach(SessionId session, abi::TaskId task);

    /// The session is over: running children go on, their ends concern nobody. The calls that waited.
    std::vector<abi::Handle> drop_session(SessionId session);

  private:
    struct Child {
        SessionId session; // 0: detached
        abi::TaskId task;
        abi::Handle handle; // kNoHandle after the end
        int signal = 0;     // of our kill
        ExitStatus status;
    };
    struct Waiter {
        SessionId session;
        abi::TaskId task; // or kAnyChild
        abi::Handle call;
    };
    Child* find(SessionId session, abi::TaskId task);
    bool has_children(SessionId session) const;
    std::vector<DueAnswer> refuse_hopeless(SessionId session);

    std::vector<Child> children_; // in order of their start; the ended ones in order of their end
    std::vector<Waiter> waiters_;
};

} // namespace loader
