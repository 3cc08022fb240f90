// SPDX-License-Identifier: MIT
// The files of an archive, in the order of the archive. Nothing in it ever changes.
#pragma once

#include "servers/archive/tar.hpp"
#include "servers/vfs/driver.hpp"

#include <map>
#include <vector>

namespace archive {

struct Node {
    vfs::Kind kind = vfs::Kind::directory;
    uint16_t mode = 0555;
    uint32_t links = 1;
    int64_t modified = 0;                                  // seconds since 1970
    std::span<const uint8_t> contents;                     // of a file; inside the archive
    std::string text;                                      // of a link
    std::vector<std::pair<std::string, uint64_t>> entries; // of a directory: name, index
    std::map<std::string, uint64_t, std::less<>> index_by_name;
};

class Tree {
  public:
    Tree();

    /// Adds all members of `archive`, which must outlive the tree. On an error (of TarReader; or no_entry: a
    /// hard link to nothing; not_directory: a path through a file) what came before stays, and `problem` says
    /// what and where.
    Result<void> read(std::span<const uint8_t> archive, std::string& problem);

    uint64_t root() const { return 0; }
    /// Error no_entry.
    Result<const Node*> node(uint64_t index) const;
    Result<vfs::Attributes> stat(uint64_t index) const;
    Result<vfs::Attributes> lookup(uint64_t directory, std::string_view name) const;
    Result<vfs::DirectoryRead> read_directory(uint64_t directory, uint64_t position,
                                              std::span<uint8_t> buffer) const;

  private:
    Result<void> add(const Member& member);
    Result<uint64_t> directory_of(std::string_view& path);
    Result<uint64_t> find(std::string_view path) const;
    uint64_t add_node(uint64_t directory, std::string_view name, Node node);
    void add_name(uint64_t directory, std::string_view name, uint64_t index);

    std::vector<Node> nodes_; // by index
};

} // namespace archive
