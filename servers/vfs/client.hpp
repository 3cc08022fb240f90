// SPDX-License-Identifier: MIT
// What programs and servers link to use files. Any number of fibrils may call at the same time.
#pragma once

#include "servers/devfs/control.hpp"
#include "servers/vfs/vfs_client.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vfs {

using abi::Error;
using abi::Handle;
using abi::Result;

struct DirectoryEntry {
    std::string name;
    uint64_t index;
    Kind kind;
};

struct Mount {
    std::string file_system; // its name, "tmpfs"
    std::string point;       // where it is mounted
    std::string options;
    uint64_t total_bytes = 0; // 0: without limit
    uint64_t free_bytes = 0;
    uint64_t flags = 0; // MountFlags
    bool dead = false;  // its server has died
};

struct PipeEnds {
    int reading;
    int writing;
};

/// A session with vfs: open files, current directory. Relative paths begin at `base`, a descriptor of a
/// directory, or at the current directory. Common errors: no_entry, not_directory, permission, name_too_long,
/// too_many_links, bad_file (not a descriptor), io (also: the file system has died), read_only.
class Client {
  public:
    /// Takes over `phone`, which began a session. kNoHandle: every call fails with bad_file.
    explicit Client(Handle phone);

    /// The session that this program was given (kFilesHandle); made at the first call.
    static Client& own();

    /// A fresh session from the naming service: at the root, nothing open. Waits for vfs if it does not run
    /// yet.
    static Result<Handle> connect();

    /// The lowest free descriptor. Errors also: exists, is_directory, too_many_files (128), no_space.
    Result<int> open(std::string_view path, uint64_t flags, uint32_t mode = 0666,
                     uint64_t base = kCurrentDirectory);
    Result<void> close(int descriptor);

    /// One transfer, at most 64 KiB; fewer bytes than asked is normal, 0 is the end of the file. May block.
    Result<size_t> read(int descriptor, void* buffer, size_t size);
    Result<size_t> write(int descriptor, const void* data, size_t size); // error also: broken_pipe, no_space
    Result<size_t> read_at(int descriptor, uint64_t position, void* buffer, size_t size);
    Result<size_t> write_at(int descriptor, uint64_t position, const void* data, size_t size);
    /// Until `size` bytes are done, the file ends, or an error happens before the first byte.
    Result<size_t> read_all(int descriptor, void* buffer, size_t size);
    Result<size_t> write_all(int descriptor, const void* data, size_t size);

    Result<uint64_t> seek(int descriptor, int64_t offset, Whence whence);
    Result<Attributes> stat(int descriptor);
    Result<Attributes> stat(std::string_view path, bool follow = true, uint64_t base = kCurrentDirectory);

    /// The records of the next entries ("." and ".." are not among them), 0 bytes at the end.
    Result<size_t> read_directory(int descriptor, void* buffer, size_t size);
    /// All entries of a directory.
    Result<std::vector<DirectoryEntry>> list(std::string_view path);

    Result<void> make_directory(std::string_view path, uint32_t mode = 0777,
                                uint64_t base = kCurrentDirectory);
    /// Errors also: is_directory, not_empty, busy (a mount point).
    Result<void> unlink(std::string_view path, bool directory = false, uint64_t base = kCurrentDirectory);
    /// Replaces a file, or an empty directory by a directory. Errors also: cross_device, not_empty, invalid
    /// (a directory into itself).
    Result<void> rename(std::string_view from, std::string_view to, uint64_t base = kCurrentDirectory,
                        uint64_t new_base = kCurrentDirectory);
    /// One more name for the same file.
    Result<void> link(std::string_view from, std::string_view to, uint64_t base = kCurrentDirectory,
                      uint64_t new_base = kCurrentDirectory);
    Result<void> make_link(std::string_view text, std::string_view path, uint64_t base = kCurrentDirectory);
    Result<std::string> read_link(std::string_view path, uint64_t base = kCurrentDirectory);
    Result<void> truncate(int descriptor, uint64_t size);
    /// Microseconds since 1970, or kKeepTime.
    Result<void> set_times(std::string_view path, uint64_t accessed, uint64_t modified, bool follow = true,
                           uint64_t base = kCurrentDirectory);
    Result<void> set_mode(std::string_view path, uint32_t mode, uint64_t base = kCurrentDirectory);
    Result<void> set_times(int descriptor, uint64_t accessed, uint64_t modified);
    Result<void> set_mode(int descriptor, uint32_t mode);
    Result<void> sync(int descriptor);

    /// A second descriptor that shares position and flags: the lowest free one from `lowest` on.
    Result<int> duplicate(int descriptor, int lowest = 0);
    /// The same as exactly `number`; what was open there is closed first.
    Result<int> duplicate_to(int descriptor, int number);
    Result<PipeEnds> pipe();
    Result<uint64_t> flags(int descriptor);
    Result<void> set_append(int descriptor, bool append);

    Result<void> change_directory(std::string_view path, uint64_t base = kCurrentDirectory);
    Result<std::string> current_directory();

    /// See servers/devfs/control.hpp and servers/console/console.idl. May block. Error not_supported: not a
    /// thing that knows the operation.
    Result<devfs::ControlWords> control(int descriptor, uint64_t operation,
                                        const devfs::ControlWords& words = {});

    /// Errors also: no_file_system (none of that name), busy (something is mounted there), and what the file
    /// system says to the options.
    Result<void> mount(std::string_view point, std::string_view file_system, std::string_view options = {},
                       uint64_t flags = kMountBlocking);
    /// Errors also: invalid (not a mount point), busy (files are open, or it is somebody's current
    /// directory).
    Result<void> unmount(std::string_view point);
    Result<std::vector<Mount>> mounts();

    /// Permission bits that new files of this session, and of those made from it, do not get; kKeepMask only
    /// asks. Returns the bits before.
    Result<uint32_t> set_mask(uint64_t mask);

    /// The phone of a new session with the same root and current directory and exactly these descriptors. The
    /// caller owns it; given to a child as its handle 2, the child owns it. Error: bad_file, invalid.
    Result<Handle> make_session(std::span<const DescriptorMap> descriptors);

  private:
    /// Error bad_file: this program has none.
    Result<VfsClient*> session();

    VfsClient session_;
};

} // namespace vfs
