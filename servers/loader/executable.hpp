// SPDX-License-Identifier: MIT
// Reads programs through the vfs session of the task that is to run them, so that a path means what it means
// to the child, and the child's rights decide.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/loader/image_cache.hpp"
#include "servers/vfs/vfs_client.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loader {

/// An open file of somebody else's vfs session; closes it at the end.
class Executable {
  public:
    /// `files` is a vfs session phone and stays the caller's. Errors: what vfs says, is_directory, permission
    /// (a file without execute permission), limit (larger than kMaxImageSize), bad_executable (no regular
    /// file).
    static abi::Result<Executable> open(abi::Handle files, std::string_view path);

    Executable(Executable&& other) noexcept = default;
    Executable& operator=(Executable&&) = delete;
    ~Executable();

    const FileIdentity& identity() const { return identity_; }

    /// The whole file. Errors: what vfs says, bad_executable (it became shorter meanwhile).
    abi::Result<std::vector<char>> read();

  private:
    Executable(vfs::VfsClient files, uint32_t descriptor)
        : files_(std::move(files)), descriptor_(descriptor) {}
    abi::Result<void> identify();

    vfs::VfsClient files_; // its phone is the caller's
    uint32_t descriptor_;
    FileIdentity identity_;
};

/// What the first line of a script asks for.
struct Interpreter {
    std::string path;
    std::string argument; // "" for none
};

/// `contents` begins with "#!" and a path; otherwise an empty path.
Interpreter find_interpreter(std::string_view contents);

} // namespace loader
