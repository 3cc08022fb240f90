// SPDX-License-Identifier: MIT
// Walks a path across mounts and symbolic links. A file system is asked for several names at once.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/vfs/place.hpp"
#include "servers/vfs/vfs_types.hpp"

#include <algorithm>
#include <string_view>

namespace vfs {

using abi::Error;
using abi::Result;

/// What a walk asks of the file systems.
class Resolver {
  public:
    virtual ~Resolver() = default;
    /// Goes down `names` (plain ones, joined by single slashes, at most kMaxLookupNames) in the file system
    /// of `directory`, and opens what the last one names if `open_flags` are given and it can be opened at
    /// once.
    virtual Result<LookupAnswer> lookup(const Place& directory, std::string_view names,
                                        OpenFlags open_flags) = 0;
    /// Takes back what a lookup opened.
    virtual void close(const Place& file, OpenFlags open_flags) = 0;
    virtual Result<std::string> read_link(const Place& link) = 0;
    /// The root of what is mounted on `place`, or `place`.
    virtual Place cover(const Place& place) = 0;
    /// The root of what is mounted on a name, where that is known without a lookup; else null.
    virtual const Place* mounted_on(const Place& directory, std::string_view name) = 0;
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
    /// `start` begins with the root, and has to be there whenever a function below is called.
    Walker(Resolver& resolver, const Trail& root, const Trail& start)
        : resolver_(resolver), root_(root), start_(start) {}

    /// The file that `path` names. `follow`: if it is a link, what the link names. With `open_flags`, the
    /// file system may be asked to open it on this occasion: see opened(). An error may then be of the
    /// opening.
    Result<Trail> find(std::string_view path, bool follow, OpenFlags open_flags = 0);
    /// The file that find returned is open in its file system.
    bool opened() const { return opened_; }

    /// The directory of the last component, which need not exist. Error invalid if the path has no last name:
    /// it is the root, or ends in "." or "..".
    Result<Parent> find_parent(std::string_view path);

  private:
    Result<void> begin(std::string_view path);
    /// Walks all of rest_ but, if `keep_last`, its last component.
    Result<void> advance(bool keep_last, bool follow);
    /// Goes down from the component at `begin`, and as many after it as can be asked for together.
    Result<void> descend(size_t begin, bool keep_last, bool follow);
    Result<void> enter(const Place& directory, const LookupAnswer& found, size_t end, bool follow);
    Result<void> follow_link(const Place& link);

    size_t end_of_name(size_t begin) const { return std::min(rest_.find('/', begin), rest_.size()); }
    std::string_view name_at(size_t begin) const {
        return std::string_view(rest_).substr(begin, end_of_name(begin) - begin);
    }
    bool is_last(size_t end) const { return rest_.find_first_not_of('/', end) == std::string::npos; }
    size_t end_of_plain_names(size_t begin, bool keep_last) const;

    Resolver& resolver_;
    const Trail& root_;
    const Trail& start_;
    Trail trail_;
    std::string rest_; // the path, or what links made of it
    size_t at_ = 0;    // from here on it is still to be walked
    uint32_t links_ = 0;
    OpenFlags open_flags_ = 0;
    bool opened_ = false;
};

} // namespace vfs
