// SPDX-License-Identifier: MIT
// What the kernel does for the methods that it takes part in. Tasks negotiate by call and answer; the hooks
// prepare when the call is sent, and act when it is answered with ok.
#pragma once

#include "kernel/ipc/call.hpp"

namespace kernel {

/// Result of acting on an answer: what the caller gets, and what the answerer's system call returns.
/// The party to blame gets the precise error, the other one learns that its partner failed.
struct Outcome {
    abi::Error caller = abi::Error::ok;
    abi::Error answerer = abi::Error::ok;
};

struct SystemMethodHooks {
    /// In the sender, before the call is queued; may complete the words. An error refuses the call.
    abi::Error (*prepare)(Call& call, Task& sender);
    /// In the callee, before it sees the call. An error is answered to the caller, the callee sees nothing.
    abi::Error (*deliver)(Call& call, Task& callee);
    /// The callee gives the call up (forward, refusal, death): frees what deliver made. The callee may be
    /// dying.
    void (*undeliver)(Call& call, Task& callee);
    /// The callee said ok, and the sender is alive. May change the answer's words.
    Outcome (*answer)(Call& call, Task& sender, Task& answerer, abi::Words& words);
    /// The call ends without success, or its sender dies: frees what prepare made.
    void (*abandon)(Call& call);
    /// Whether a forward may replace words 1..3.
    bool forward_replaces_words;
};

/// nullptr when the kernel takes no part (user methods, ping).
const SystemMethodHooks* hooks_of(uint64_t method);
/// Whether a task may send this method.
bool is_sendable(uint64_t method);

extern const SystemMethodHooks kConnectToMeHooks;
extern const SystemMethodHooks kConnectMeToHooks;
extern const SystemMethodHooks kShareInHooks;
extern const SystemMethodHooks kShareOutHooks;
extern const SystemMethodHooks kDataReadHooks;
extern const SystemMethodHooks kDataWriteHooks;
extern const SystemMethodHooks kDelegateHooks;

} // namespace kernel
