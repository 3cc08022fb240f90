// SPDX-License-Identifier: MIT
// One instance of tmpfs: directories, files and links in memory, with a limit on what they may take.
#pragma once

#include "servers/tmpfs/content.hpp"
#include "servers/vfs/driver.hpp"

#include <string>

namespace tmpfs {

using abi::Error;
using abi::Result;
using vfs::Attributes;
using vfs::Kind;

inline constexpr uint64_t kDefaultQuota = 16u << 20; // bytes
inline constexpr uint64_t kNodeCost = 256;           // bytes that a file takes besides its contents
inline constexpr uint64_t kMaxQuota = uint64_t(1) << 31;

/// Names in a directory, in the order in which they were made. Ids are never reused, so a reader who
/// remembers one can go on after names before it have been removed.
class Directory {
  public:
    struct Entry {
        std::string name;
        uint64_t index;
    };

    const Entry* find(std::string_view name) const;
    void add(std::string_view name, uint64_t index);
    void remove(std::string_view name);
    bool empty() const { return entries_.empty(); }
    size_t size() const { return entries_.size(); }
    const std::map<uint64_t, Entry>& entries() const { return entries_; }

  private:
    std::map<uint64_t, Entry> entries_;
    std::map<std::string, uint64_t, std::less<>> ids_;
    uint64_t next_id_ = 1;
};

struct Node {
    explicit Node(Budget& budget) : content(budget) {}

    uint64_t index = 0;
    Kind kind = Kind::regular;
    uint16_t mode = 0;
    uint32_t links = 1;
    uint32_t opens = 0;
    int64_t modified = 0; // microseconds since 1970
    int64_t accessed = 0;
    uint64_t parent = 0; // of a directory; 0 when it was removed
    Content content;     // of a regular file
    Directory names;     // of a directory
    std::string text;    // of a link
};

/// `now` is microseconds since 1970. Errors have the meaning of POSIX.
class Tree {
  public:
    Tree(uint64_t quota, int64_t now);

    uint64_t root() const { return kRoot; }
    Result<Attributes> stat(uint64_t index) const;
    Result<Attributes> lookup(uint64_t directory, std::string_view name) const;
    Result<Attributes> create(uint64_t directory, std::string_view name, const vfs::Creation& creation,
                              int64_t now);
    Result<void> unlink(uint64_t directory, std::string_view name, bool is_directory, int64_t now);
    Result<void> rename(uint64_t from, std::string_view name, uint64_t to, std::string_view new_name,
                        int64_t now);
    Result<void> link(uint64_t index, uint64_t directory, std::string_view name, int64_t now);
    Result<vfs::DirectoryRead> read_directory(uint64_t directory, uint64_t position,
                                              std::span<uint8_t> buffer) const;

    /// An opened file outlives its last name.
    Result<void> open(uint64_t index);
    void close(uint64_t index);

    /// Errors: no_entry, is_directory, invalid (a link).
    Result<Node*> file(uint64_t index);
    /// Error no_entry.
    Result<Node*> node(uint64_t index);

    const Budget& budget() const { return budget_; }

  private:
    static constexpr uint64_t kRoot = 1;

    Result<Node*> directory(uint64_t index);
    Result<const Node*> directory(uint64_t index) const;
    Result<Node*> add_node(const vfs::Creation& creation, int64_t now);
    Result<void> add_name(Node& directory, std::string_view name, uint64_t index, int64_t now);
    void remove_name(Node& directory, std::string_view name, int64_t now);
    void drop_link(Node& node, Node& directory);
    void release_if_unused(Node& node);
    Result<void> check_replace(const Node& moved, const Node& replaced) const;
    bool is_inside(uint64_t directory, uint64_t ancestor) const;

    Budget budget_;
    std::map<uint64_t, Node> nodes_;
    uint64_t next_index_ = kRoot;
};

} // namespace tmpfs
