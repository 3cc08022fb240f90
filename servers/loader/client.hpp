// SPDX-License-Identifier: MIT
// What tasks link to start programs and to wait for them. All functions use one session of the calling task,
// opened at the first call; children belong to it. Any number of fibrils may call at the same time.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/abi/handle.hpp"
#include "kernel/abi/ipc.hpp"
#include "kernel/abi/result.hpp"

#include <span>
#include <string_view>

namespace loader {

struct SpawnOptions {
    std::string_view path;                         // absolute, or relative to the directory of `files`
    std::span<const std::string_view> arguments;   // the first is the program's name for itself
    std::span<const std::string_view> environment; // NAME=value
    abi::Handle files = abi::kNoHandle;            // vfs session phone; the child's handle 2
    abi::Handle system = abi::kNoHandle;           // system handle; the child's handle 3
    std::span<const abi::Handle> further;          // the child's handles 4, 5, ...
};

/// How a child ended. Exactly one of three: it exited (status), faulted (fault), or was killed (signal).
struct ExitStatus {
    abi::TaskId task = 0;
    bool faulted = false;
    bool killed = false;
    int status = 0;                              // of an exit
    abi::FaultKind fault = abi::FaultKind::none; // if faulted
    int signal = 0;                              // if killed: number given to kill(), else SIGKILL (9)
};

inline constexpr abi::TaskId kAnyChild = 0;

/// Starts a program. All handles in `options` are used up, whatever the result. Errors: no_entry (no such
/// file), is_directory, bad_executable, permission, limit (too many tasks or children, arguments or
/// environment above 64 KiB), no_memory, invalid (no `files`, empty path).
abi::Result<abi::TaskId> spawn(const SpawnOptions& options);

/// Waits until a child ends; then the child is forgotten. Errors: no_entry (no such child, or no child at
/// all), again (`no_hang` and nothing to report yet).
abi::Result<ExitStatus> wait(abi::TaskId task = kAnyChild, bool no_hang = false);

/// Ends a running child; `signal` is reported by wait. Error: no_entry (no such running child).
abi::Result<void> kill(abi::TaskId task, int signal);

/// The child goes on and its end will not be reported. Error: no_entry.
abi::Result<void> detach(abi::TaskId task);

} // namespace loader
