// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/executable.hpp"

#include <cstring>

namespace kernel::arch {

using abi::x86_64::kImageBase;
using abi::x86_64::kImageLimit;
using abi::x86_64::kPageSize;

namespace {

struct FileHeader {
    unsigned char identification[16];
    uint16_t type, machine;
    uint32_t version;
    uint64_t entry, program_headers, section_headers;
    uint32_t flags;
    uint16_t size, program_header_size, program_header_count;
    uint16_t section_header_size, section_header_count, section_names;
};
static_assert(sizeof(FileHeader) == 64);

struct ProgramHeader {
    uint32_t type, flags;
    uint64_t offset, address, physical, file_size, memory_size, alignment;
};
static_assert(sizeof(ProgramHeader) == 56);

enum : uint32_t { kLoad = 1, kDynamic = 2, kInterpreter = 3, kNote = 4 };
enum : uint32_t { kExecute = 1, kWrite = 2 };

constexpr uint64_t kMaxSegmentMemory = uint64_t(1) << 30;

bool is_ours(const FileHeader& header) {
    constexpr unsigned char kIdentification[] = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    constexpr uint16_t kExecutable = 2, kX86_64 = 62;
    return std::memcmp(header.identification, kIdentification, sizeof(kIdentification)) == 0 &&
           header.type == kExecutable && header.machine == kX86_64 &&
           header.program_header_size == sizeof(ProgramHeader);
}

bool fits_file(const ProgramHeader& program, uint64_t file_size) {
    return program.offset <= file_size && program.file_size <= file_size - program.offset;
}

bool add_segment(const ProgramHeader& program, uint64_t file_size, ExecutableHeader& to) {
    if (program.memory_size == 0)
        return true;
    bool fits = fits_file(program, file_size) && program.file_size <= program.memory_size &&
                program.memory_size <= kMaxSegmentMemory && program.address >= kImageBase &&
                program.address < kImageLimit;
    bool too_free = (program.flags & kWrite) && (program.flags & kExecute);
    if (!fits || too_free || to.segment_count == ExecutableHeader::kMaxSegments)
        return false;
    uint64_t first = program.address / kPageSize * kPageSize;
    uint64_t end = (program.address + program.memory_size + kPageSize - 1) / kPageSize * kPageSize;
    if (first < to.end) // they must be in order, so that none overlaps another
        return false;
    to.segments[to.segment_count++] = {.address = first,
                                       .pages = (end - first) / kPageSize,
                                       .file_offset = program.offset,
                                       .data_address = program.address,
                                       .file_size = program.file_size,
                                       .write = (program.flags & kWrite) != 0,
                                       .execute = (program.flags & kExecute) != 0};
    to.end = end;
    return true;
}

bool add_program_header(const ProgramHeader& program, uint64_t file_size, ExecutableHeader& to) {
    switch (program.type) {
    case kLoad:
        return add_segment(program, file_size, to);
    case kDynamic:
    case kInterpreter:
        return false;
    case kNote:
        if (!fits_file(program, file_size))
            return false;
        to.note_offset = program.offset;
        to.note_size = program.file_size;
        return true;
    default:
        return true;
    }
}

bool lies_in_code(uint64_t address, const ExecutableHeader& header) {
    for (uint32_t index = 0; index < header.segment_count; ++index) {
        const Segment& segment = header.segments[index];
        if (segment.execute && address >= segment.address &&
            address < segment.address + segment.pages * kPageSize)
            return true;
    }
    return false;
}

} // namespace

bool read_executable(const char* bytes, size_t available, uint64_t file_size, ExecutableHeader& to) {
    FileHeader header;
    if (available < sizeof(header))
        return false;
    std::memcpy(&header, bytes, sizeof(header));
    uint64_t table_size = uint64_t(header.program_header_count) * sizeof(ProgramHeader);
    if (!is_ours(header) || header.program_headers > available ||
        table_size > available - header.program_headers)
        return false;
    to = {};
    for (uint32_t index = 0; index < header.program_header_count; ++index) {
        ProgramHeader program;
        std::memcpy(&program, bytes + header.program_headers + index * sizeof(program), sizeof(program));
        if (!add_program_header(program, file_size, to))
            return false;
    }
    to.entry = header.entry;
    return lies_in_code(to.entry, to);
}

bool read_note(const char* bytes, size_t size, const ExecutableHeader& header, abi::x86_64::Note& to) {
    struct {
        uint32_t owner_size, content_size, type;
    } start;
    auto padded = [](uint64_t length) { return (length + 3) & ~uint64_t(3); };
    for (uint64_t at = 0; at + sizeof(start) <= size;) {
        std::memcpy(&start, bytes + at, sizeof(start));
        uint64_t owner = at + sizeof(start);
        uint64_t content = owner + padded(start.owner_size);
        if (content + start.content_size > size)
            return false;
        bool found = start.owner_size == sizeof(abi::x86_64::kNoteOwner) &&
                     start.type == abi::x86_64::kNoteType && start.content_size == sizeof(to) &&
                     std::memcmp(bytes + owner, abi::x86_64::kNoteOwner, start.owner_size) == 0;
        if (found) {
            std::memcpy(&to, bytes + content, sizeof(to));
            return to.overflow_entry == 0 || lies_in_code(to.overflow_entry, header);
        }
        at = content + padded(start.content_size);
    }
    return false;
}

} // namespace kernel::arch
