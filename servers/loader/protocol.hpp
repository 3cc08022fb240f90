// SPDX-License-Identifier: MIT
// Wire protocol of the loader: programs become tasks, and their creators learn how they ended.
//
// spawn is one operation of several messages on one connection, in this order:
//   spawn               sent first, answered last
//   data write          path of the executable
//   data write          arguments, each with its final NUL
//   data write          environment, each NAME=value with its final NUL
//   delegate            files phone, then system handle (if flagged), then `further` handles
// The loader takes over the delegated handles whatever the outcome.
#pragma once

#include "kernel/abi/arguments.hpp"
#include "kernel/abi/interface.hpp"

#include <cstdint>

namespace loader::protocol {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("load");

inline constexpr uint32_t kMaxPath = 4096;
inline constexpr uint32_t kMaxFurtherHandles = 16;
inline constexpr uint32_t kMaxChildren = 256; // of a session, running or not yet collected

/// A program that a signal ends by its own hand (raise, a write to a broken pipe) exits with this plus the
/// signal, and is reported as killed by it.
inline constexpr uint32_t kEndedBySignal = 0x100;

enum class SpawnFlag : uint64_t {
    none = 0,
    files = 1,  // a vfs session phone is delegated
    system = 2, // a system handle is delegated
};

enum class WaitFlag : uint64_t { none = 0, no_hang = 1 };

enum class Method : uint64_t {
    /// a1 SpawnFlag bits, a2 number of further handles. Answer: a1 task.
    /// Errors: no_entry (no such file), bad_executable, permission, limit (too many tasks, children or
    /// arguments), no_memory, invalid (no files phone to read the executable from).
    spawn = abi::kFirstUserMethod,
    /// a1 task or 0 for any child of this session, a2 WaitFlag bits. Answered when it ends, and then the
    /// child
    /// is forgotten: a1 task, a2 TaskState, a3 exit status, a4 FaultKind, a5 signal.
    /// Errors: no_entry (no such child), again (no_hang and none has ended).
    wait,
    /// a1 task, a2 signal number to be reported. Errors: no_entry (not a child of this session, or ended).
    kill,
    /// a1 task: its end will not be reported. Error: no_entry.
    detach,
};

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::spawn), "spawn", "flags handles", "task"},
    {uint64_t(Method::wait), "wait", "task flags", "task state status fault signal"},
    {uint64_t(Method::kill), "kill", "task signal", ""},
    {uint64_t(Method::detach), "detach", "task", ""},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "loader", kMethods};

} // namespace loader::protocol
