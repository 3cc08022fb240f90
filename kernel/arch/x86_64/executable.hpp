// SPDX-License-Identifier: MIT
// Reads the headers of an ELF64 executable; what is required of one is in abi/arch/x86_64/machine.hpp.
// Source: System V ABI, chapter 4 and 5 (generic), and its AMD64 supplement.
#pragma once

#include "kernel/abi/arch/x86_64/machine.hpp"

#include <cstddef>
#include <cstdint>

namespace kernel::arch {

struct Segment {
    uint64_t address; // of its first page
    uint64_t pages;
    uint64_t file_offset; // of the byte for `data_address`
    uint64_t data_address;
    uint64_t file_size;
    bool write;
    bool execute;
};

struct ExecutableHeader {
    static constexpr uint32_t kMaxSegments = 8;
    Segment segments[kMaxSegments];
    uint32_t segment_count;
    uint64_t entry;
    uint64_t end;                    // first page after the highest segment
    uint64_t note_offset, note_size; // of the note segment in the file; size 0: none
};

/// How many bytes from the beginning of the file read_executable wants to see, if the file has as many.
inline constexpr size_t kExecutableHeaderSize = 4096;

/// False: not an executable of this machine. `bytes` are the first `available` of a file of `file_size`
/// bytes.
bool read_executable(const char* bytes, size_t available, uint64_t file_size, ExecutableHeader& to);
/// Finds our note in the note segment's bytes; false: there is none, or it makes no sense.
bool read_note(const char* bytes, size_t size, const ExecutableHeader& header, abi::x86_64::Note& to);

} // namespace kernel::arch
