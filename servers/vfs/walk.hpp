// SPDX-License-Identifier: MIT
// Walks a path component by component, across mounts and symbolic links.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/vfs/place.hpp"

#include <string_view>

namespace vfs {

using abi::Error;
using abi::Result;

/// What a walk asks of the file systems.
class Resolver {
  public:
    virtual ~Resolver() = default;
    /// Error no_entry if `directory` has no such name.
    virtual Result<Place> lookup(const Place& directory, std::string_view name) = 0;
    virtual Result<std::string> read_link(const Place& link) = 0;
    /// The root of what is mounted on `place`, or `place`.
    virtual Place cover(const Place& place) = 0;
};

/// The directory in which the last component of a path is, and that component.
struct Parent {
    Trail trail;
    std::string name;
    bool must_be_directory = false; // the path ended with '/'
};

/// Walks in one session. Errors of both functions: no_entry, not_directory, name_too_long, too_many_links
/// (more than kMaxLinks), and what the resolver says.
class Walker {
  public:
    /// `root` and `start` outlive the walker; `start` begins with the root.
    Walker(Resolver& resolver, const Trail& root, const Trail& start)
        : resolver_(resolver), root_(root), start_(start) {}

    /// The file that `path` names. `follow`: if it is a link, what the link names.
    Result<Trail> find(std::string_view path, bool follow);

    /// The directory of the last component, which need not exist. Error invalid if the path has no last name:
    /// it is the root, or ends in "." or "..".
    Result<Parent> find_parent(std::string_view path);

  private:
    Result<void> begin(std::string_view path);
    /// Walks all of rest_ but, if `keep_last`, its last component.
    Result<void> advance(bool keep_last, bool follow);
    Result<void> step(std::string name, bool follow);

    Resolver& resolver_;
    const Trail& root_;
    const Trail& start_;
    Trail trail_;
    std::string rest_; // what is still to be walked
    uint32_t links_ = 0;
};

} // namespace vfs
