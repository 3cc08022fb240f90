// SPDX-License-Identifier: MIT
// Finds the boot tasks in the boot archive, a ustar. Source: POSIX.1-2017, pax, "ustar Interchange Format".
#pragma once

#include <cstdint>
#include <string_view>

namespace kernel::arch {

struct ArchiveFile {
    const char* bytes = nullptr; // nullptr: not found
    uint64_t size = 0;
};

/// A regular file of the archive by its path ("boot/init"). A damaged archive simply ends.
ArchiveFile find_in_archive(std::string_view archive, std::string_view path);

} // namespace kernel::arch
