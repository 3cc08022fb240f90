// SPDX-License-Identifier: MIT
// How kernel and tasks meet on x86_64: registers, the calls that wasm has instructions for, and what an
// executable must look like. The system calls themselves are those of kernel/abi/syscall.hpp.
//
// Executable: ELF64, little endian, ET_EXEC, x86-64, linked between kImageBase and kImageLimit; no
// interpreter, no dynamic section. PT_LOAD segments begin and end in pages of their own and are never both
// writable and executable. Below the lowest one nothing is mapped. The heap begins at the first page after
// the highest one. One PT_NOTE with a note of owner kNoteOwner and type kNoteType holds a Note.
//
// Entry: the kernel jumps to the ELF entry with one abi::Message, as task_enter of kernel/abi/host.hpp gets
// it:
//   rdi kind  rsi call  rdx label  r8 sender  r9 trace_id  rax w0  rbx w1  r12 w2  r13 w3  r14 w4  r15 w5
// All other registers are 0, rsp too (the entry brings its own stack); SSE and x87 are as after reset, and
// the thread pointer (FS base) is what the task has set. The entry ends with the machine call `leave`.
//
// System call: rax number; arguments in rdi rsi rdx r10 r8 r9 r12 r13 r14; `syscall`; result in rax.
// Afterwards rcx, r11, rdi, rsi, rdx, r8, r9, r10 are undefined; everything else, SSE included, is as before.
// Numbers 0, 1, ... follow the order of SWITCHBOARD_SYSCALLS; an unknown number gives -Error::not_supported.
#pragma once

#include "kernel/abi/syscall.hpp"

#include <cstdint>

namespace abi::x86_64 {

inline constexpr uint64_t kPageSize = 4096;
inline constexpr uint64_t kImageBase = 0x400000;
inline constexpr uint64_t kImageLimit = uint64_t(1) << 37;
/// No address of a task is as high as this one.
inline constexpr uint64_t kAddressLimit = uint64_t(1) << 40;

enum class SystemCall : uint32_t {
#define SWITCHBOARD_SYSTEM_CALL_NUMBER(name, arguments) name,
    SWITCHBOARD_SYSCALLS(SWITCHBOARD_SYSTEM_CALL_NUMBER)
#undef SWITCHBOARD_SYSTEM_CALL_NUMBER
        count
};

/// Machine calls have numbers from here on.
inline constexpr uint32_t kFirstMachineCall = 0x1000;

enum class MachineCall : uint32_t {
    /// (deadline): all fibrils wait; the task is entered again with its next message. Does not return.
    leave = kFirstMachineCall,
    /// (bytes, a multiple of the page size): longer heap, zeroed. Result: the old end, or -Error::no_memory
    /// with nothing changed. Pages take memory when they are touched, but are promised here.
    grow_heap,
    /// (address, size, guarded): whole pages of the heap. Guarded, they lose their contents, and touching
    /// them
    /// is a stack overflow; not guarded, they are zero. -Error::invalid for anything but heap pages.
    guard_heap,
    /// (address): what FS points at from now on. -Error::invalid above kAddressLimit.
    set_thread_pointer,
};

inline constexpr char kNoteOwner[] = "Switchboard"; // 12 bytes with the NUL
inline constexpr uint32_t kNoteType = 1;

enum class NoteFlag : uint32_t {
    none = 0,
    limited = 1, // the task may not compute for ever in one dispatch: FaultKind::runaway
};

struct Note {
    uint32_t flags;
    uint32_t reserved; // 0
    /// The kernel jumps here, with rsp = 0, when the task has touched a guarded page: the program may say
    /// which fibril it was; at its next fault of any kind it ends with FaultKind::stack_overflow and the
    /// place of the first. 0: it ends at once.
    uint64_t overflow_entry;
};

} // namespace abi::x86_64
