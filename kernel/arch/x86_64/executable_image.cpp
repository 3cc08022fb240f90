// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/executable_image.hpp"

#include "kernel/arch/x86_64/memory.hpp"

#include <cstring>

namespace kernel::arch {

namespace {

constexpr int32_t kMaxImages = 256;
constexpr int32_t kNotExecutable = -1;
constexpr int32_t kNoMemory = -2;

/// The pages of a segment that have bytes of the file, and the frames that hold them: a block of 2^order
/// pages.
struct Part {
    Physical block = 0;
    uint32_t order = 0;
    uint64_t pages = 0;
};

struct ExecutableImage {
    bool used = false;
    ExecutableHeader header;
    abi::x86_64::Note note;
    Part parts[ExecutableHeader::kMaxSegments];
};

ExecutableImage images[kMaxImages];

ExecutableImage* find(int32_t number) {
    if (number < 1 || number > kMaxImages || !images[number - 1].used)
        return nullptr;
    return &images[number - 1];
}

// The frames behind the last page of a block that is not a power of two go back at once.
void give_back_rest(const Part& part) {
    for (uint64_t page = part.pages; page < uint64_t(1) << part.order; ++page)
        frames().release(part.block + page * kPageSize);
}

int32_t read_part(ExecutableSource& source, const Segment& segment, Part& part) {
    if (segment.file_size == 0)
        return 0;
    uint64_t lead = segment.data_address - segment.address;
    part.pages = pages_of(lead + segment.file_size);
    part.order = order_of(part.pages);
    part.block = part.order < Frames::kOrders ? frames().allocate(part.order) : 0;
    if (part.block == 0)
        return kNoMemory;
    give_back_rest(part);
    char* memory = at_physical(part.block);
    std::memset(memory, 0, part.pages * kPageSize);
    return source.read(segment.file_offset, memory + lead, segment.file_size) ? 0 : kNotExecutable;
}

void release_parts(ExecutableImage& image) {
    for (Part& part : image.parts) {
        for (uint64_t page = 0; page < part.pages && part.block != 0; ++page)
            frames().release(part.block + page * kPageSize);
        part = {};
    }
}

bool read_headers(ExecutableSource& source, uint64_t size, ExecutableImage& image) {
    char bytes[kExecutableHeaderSize];
    uint64_t available = size < sizeof(bytes) ? size : sizeof(bytes);
    if (!source.read(0, bytes, available) || !read_executable(bytes, available, size, image.header))
        return false;
    if (image.header.note_size > sizeof(bytes) ||
        !source.read(image.header.note_offset, bytes, image.header.note_size))
        return false;
    return read_note(bytes, image.header.note_size, image.header, image.note);
}

int32_t fill(ExecutableSource& source, uint64_t size, ExecutableImage& image) {
    if (!read_headers(source, size, image))
        return kNotExecutable;
    for (uint32_t index = 0; index < image.header.segment_count; ++index) {
        int32_t status = read_part(source, image.header.segments[index], image.parts[index]);
        if (status != 0) {
            release_parts(image);
            return status;
        }
    }
    return 0;
}

Entry flags_of(const Segment& segment) {
    return page::kPresent | page::kUser | (segment.write ? page::kWrite : 0) |
           (segment.execute ? 0 : page::kNoExecute);
}

// Read-only pages are the image's own; of a writable one each task gets a copy.
bool map_page(Space& space, const Segment& segment, uint64_t page, Physical frame) {
    Entry* entry = space.table.make(segment.address + page * kPageSize, true);
    if (!entry)
        return false;
    if (!segment.write) {
        frames().retain(frame);
    } else {
        Physical copy = frames().allocate();
        if (copy == 0)
            return false;
        std::memcpy(at_physical(copy), at_physical(frame), kPageSize);
        frame = copy;
    }
    *entry = frame | flags_of(segment);
    ++space.frames;
    return true;
}

bool map_segment(Space& space, const Segment& segment, const Part& part) {
    for (uint64_t page = 0; page < part.pages; ++page) {
        if (!map_page(space, segment, page, part.block + page * kPageSize))
            return false;
    }
    uint64_t end = segment.address + segment.pages * kPageSize;
    return promise_pages(space, segment.address + part.pages * kPageSize, end);
}

bool map_segments(Space& space, const ExecutableImage& image) {
    for (uint32_t index = 0; index < image.header.segment_count; ++index) {
        if (!map_segment(space, image.header.segments[index], image.parts[index]))
            return false;
    }
    return true;
}

bool create_table(Space& space) {
    constexpr uint64_t kHalf = kPageSize / 2;
    Physical root = allocate_table();
    if (root == 0)
        return false;
    std::memcpy(at_physical(root) + kHalf, at_physical(kernel_page_table().root()) + kHalf, kHalf);
    space = {};
    space.table.set_root(root);
    return true;
}

} // namespace

int32_t create_executable_image(ExecutableSource& source, uint64_t size) {
    for (int32_t number = 1; number <= kMaxImages; ++number) {
        ExecutableImage& image = images[number - 1];
        if (image.used)
            continue;
        int32_t status = fill(source, size, image);
        image.used = status == 0;
        return status == 0 ? number : status;
    }
    return kNoMemory;
}

void release_executable_image(int32_t number) {
    ExecutableImage* image = find(number);
    if (!image)
        return;
    release_parts(*image);
    image->used = false;
}

int32_t instantiate(int32_t number, Space& space) {
    const ExecutableImage* image = find(number);
    if (!image)
        return kNotExecutable;
    if (!create_table(space))
        return kNoMemory;
    if (!map_segments(space, *image)) {
        release_space(space);
        return kNoMemory;
    }
    space.heap_begin = space.heap_end = image->header.end;
    space.entry = image->header.entry;
    space.overflow_entry = image->note.overflow_entry;
    space.limited = (image->note.flags & static_cast<uint32_t>(abi::x86_64::NoteFlag::limited)) != 0;
    return 0;
}

} // namespace kernel::arch
