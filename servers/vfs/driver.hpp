// SPDX-License-Identifier: MIT
// What a file system server implements, and the loop that serves it to vfs.
#pragma once

#include "fibrils/async/attachment.hpp"
#include "servers/devfs/control.hpp"
#include "servers/vfs/vfs_types.hpp"

#include <span>
#include <string_view>

namespace vfs {

using abi::Error;
using abi::Handle;
using abi::Result;

/// A file of a file system: instance and number.
struct FileId {
    uint64_t mount;
    uint64_t index;
};

struct Creation {
    Kind kind = Kind::regular; // regular, directory or link
    uint16_t mode = 0;
    bool must_be_new =
        false;             // Error::exists if the name is taken; else an existing regular file is the result
    std::string_view text; // of a link
};

struct WriteResult {
    size_t bytes;
    uint64_t position; // after the last byte
};

struct DirectoryRead {
    size_t bytes;
    uint64_t position; // where the next read goes on
};

/// Requests arrive in many fibrils, but a function that does not block is not interrupted. Names have been
/// checked: 1 to kMaxName bytes, no '/', neither "." nor "..". Defaults: an empty file system that cannot
/// change.
class FileSystem {
  public:
    virtual ~FileSystem() = default;

    /// A new instance; returns the attributes of its root directory. Errors: invalid (options), busy.
    virtual Result<Attributes> mounted(uint64_t mount, uint64_t flags, std::string_view options) = 0;
    virtual void unmounted(uint64_t mount) {}

    virtual Result<Attributes> lookup(FileId directory, std::string_view name) = 0;
    virtual Result<Attributes> stat(FileId file) = 0;
    virtual Result<Attributes> create(FileId directory, std::string_view name, const Creation& creation);
    virtual Result<void> unlink(FileId directory, std::string_view name, bool is_directory);
    virtual Result<void> rename(FileId from, std::string_view name, FileId to, std::string_view new_name);
    virtual Result<void> link(FileId file, FileId directory, std::string_view name);

    /// Finalizes the transfer, whose bytes travel straight to or from the program, and returns how many they
    /// were. A transfer that is still pending is answered with the error that is returned.
    virtual Result<size_t> read(FileId file, uint64_t position, async::OutData& data) = 0;
    virtual Result<WriteResult> write(FileId file, uint64_t position, async::InData& data);
    /// Fills `buffer` with whole DirectoryRecords (see put_record), starting at `position` (0: the first).
    virtual Result<DirectoryRead> read_directory(FileId directory, uint64_t position,
                                                 std::span<uint8_t> buffer) = 0;
    virtual Result<std::string_view> read_link(FileId file);

    virtual Result<void> truncate(FileId file, uint64_t size);
    virtual Result<void> set_times(FileId file, uint64_t accessed, uint64_t modified);
    virtual Result<void> set_mode(FileId file, uint16_t mode);

    /// An opened file must stay readable until it is closed, even when its last name is gone.
    virtual Result<void> open(FileId file, uint64_t flags) { return {}; }
    virtual void close(FileId file, uint64_t flags) {}
    virtual Result<devfs::ControlWords> control(FileId file, uint64_t operation,
                                                const devfs::ControlWords& words);
    virtual Result<void> sync(FileId file) { return {}; }
    virtual Result<FsStatistics> statistics(uint64_t mount) { return FsStatistics{}; }
};

/// The answers of a file that is neither terminal nor pipe: always ready, not a terminal, else not_supported.
Result<devfs::ControlWords> control_plain_file(uint64_t operation, const devfs::ControlWords& words);

/// Appends a record to a buffer of which `used` bytes are used; false if it does not fit.
bool put_record(std::span<uint8_t> buffer, size_t& used, uint64_t index, Kind kind, std::string_view name);

/// Waits for vfs and registers `file_system`, which must outlive the task, as `name`. Requests are served in
/// the background. Errors: exists, limit. `flags`: of Driver in vfs.idl.
Result<void> register_file_system(FileSystem& file_system, std::string_view name, DriverFlags flags);

} // namespace vfs
