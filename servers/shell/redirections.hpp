// SPDX-License-Identifier: MIT
// Opens what < > >> 2>&1 << name, and puts it in place in this process or tells how to in a child.
#pragma once

#include "servers/shell/syntax_tree.hpp"

namespace shell {

class Expander;

/// Descriptor `to` becomes what `from` is; from < 0 closes it.
struct DescriptorChange {
    int from;
    int to;
};

/// The files of one command. They are closed when this ends.
class Redirections {
  public:
    Redirections() = default;
    ~Redirections();
    Redirections(const Redirections&) = delete;
    Redirections& operator=(const Redirections&) = delete;

    /// Expands the names and opens the files, in order. False and a message "name: reason" on the first
    /// error.
    bool open(const std::vector<Redirection>& redirections, Expander& expander, std::string& message);
    /// One more change, whose descriptor somebody else owns.
    void add(int from, int to) { changes_.push_back({from, to}); }

    const std::vector<DescriptorChange>& changes() const { return changes_; }
    /// Whether something is done to descriptor `to`.
    bool touches(int to) const;
    /// Descriptors that only this object uses: a child closes them.
    const std::vector<int>& opened() const { return opened_; }

  private:
    bool open_one(const Redirection& redirection, const std::string& target, std::string& message);
    bool open_here_document(const std::string& body, int descriptor, std::string& message);

    std::vector<DescriptorChange> changes_;
    std::vector<int> opened_;
};

/// Puts changes into force in this process until it ends.
class DescriptorScope {
  public:
    /// False in ok() when a descriptor was not open.
    explicit DescriptorScope(const std::vector<DescriptorChange>& changes);
    ~DescriptorScope();
    DescriptorScope(const DescriptorScope&) = delete;
    DescriptorScope& operator=(const DescriptorScope&) = delete;
    bool ok() const { return bad_descriptor_ < 0; }
    int bad_descriptor() const { return bad_descriptor_; }
    /// The changes stay in force for ever (exec >file).
    void keep();

  private:
    struct Saved {
        int descriptor;
        int copy; // -1: it was not open
    };
    std::vector<Saved> saved_;
    int bad_descriptor_ = -1;
};

/// A copy of `descriptor` out of the way of scripts that use small numbers; not passed to programs. -1 on
/// error.
int copy_descriptor(int descriptor);

/// A pipe whose ends are not passed to programs by accident. False on error.
bool make_pipe(int ends[2]);

} // namespace shell
