// SPDX-License-Identifier: MIT
// The names under /dev.
#pragma once

#include "servers/devfs/devfs_types.hpp"
#include "servers/vfs/driver.hpp"

#include <map>
#include <memory>
#include <string>

namespace devfs {

using abi::Error;
using abi::Result;

enum class Builtin : uint8_t { none, null, zero, full };

struct Server; // a task that has devices

struct Entry {
    std::string name;
    uint16_t mode = 0666;
    Builtin builtin = Builtin::none;
    std::shared_ptr<Server> server; // unless it is built in
    uint32_t unit = 0;
    int64_t made = 0; // microseconds since 1970
};

class Table {
  public:
    static constexpr uint64_t kRoot = 0;

    /// Returns the index. Errors: exists, limit, invalid (no name, "." or "..", or a '/' in it),
    /// name_too_long.
    Result<uint64_t> add(Entry entry);
    /// Error no_entry.
    Result<void> remove(const std::shared_ptr<Server>& server, uint32_t unit);
    void remove_all(const std::shared_ptr<Server>& server);

    Result<uint64_t> find(std::string_view name) const;
    /// Error no_entry. The entry may be removed while a fibril waits: copy what is needed.
    Result<const Entry*> get(uint64_t index) const;
    Result<vfs::Attributes> stat(uint64_t index) const;
    Result<vfs::DirectoryRead> read_directory(uint64_t position, std::span<uint8_t> buffer) const;

  private:
    std::map<uint64_t, Entry> entries_; // by index, which is never used again
    uint64_t next_index_ = 1;
};

} // namespace devfs
