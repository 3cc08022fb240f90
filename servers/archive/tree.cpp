// SPDX-License-Identifier: MIT
#include "servers/archive/tree.hpp"

namespace archive {

using vfs::Attributes;
using vfs::Kind;

Tree::Tree() {
    nodes_.emplace_back();
    nodes_[0].links = 2;
}

Result<const Node*> Tree::node(uint64_t index) const {
    if (index >= nodes_.size())
        return Error::no_entry;
    return &nodes_[index];
}

Result<Attributes> Tree::stat(uint64_t index) const {
    const Node* found = TRY(node(index));
    const uint64_t size = found->kind == Kind::directory ? found->entries.size()
                          : found->kind == Kind::link    ? found->text.size()
                                                         : found->contents.size();
    return Attributes{.index = index,
                      .size = size,
                      .modified = found->modified * 1000000,
                      .accessed = found->modified * 1000000,
                      .links = found->links,
                      .kind = found->kind,
                      .mode = found->mode,
                      .mount = 0};
}

Result<Attributes> Tree::lookup(uint64_t directory, std::string_view name) const {
    const Node* in = TRY(node(directory));
    if (in->kind != Kind::directory)
        return Error::not_directory;
    const auto found = in->index_by_name.find(name);
    if (found == in->index_by_name.end())
        return Error::no_entry;
    return stat(found->second);
}

Result<vfs::DirectoryRead> Tree::read_directory(uint64_t directory, uint64_t position,
                                                std::span<uint8_t> buffer) const {
    const Node* in = TRY(node(directory));
    if (in->kind != Kind::directory)
        return Error::not_directory;
    vfs::DirectoryRead result{0, position};
    for (; result.position < in->entries.size(); result.position++) {
        const auto& [name, index] = in->entries[result.position];
        if (!vfs::put_record(buffer, result.bytes, index, nodes_[index].kind, name))
            return result.bytes != 0 ? Result<vfs::DirectoryRead>(result) : Error::overflow;
    }
    return result;
}

void Tree::add_name(uint64_t directory, std::string_view name, uint64_t index) {
    Node& in = nodes_[directory];
    const auto [known, is_new] = in.index_by_name.emplace(std::string(name), index);
    if (is_new) {
        in.entries.emplace_back(std::string(name), index);
        return;
    }
    // A later member of the same path replaces the earlier one.
    known->second = index;
    for (auto& entry : in.entries)
        if (entry.first == name)
            entry.second = index;
}

uint64_t Tree::add_node(uint64_t directory, std::string_view name, Node node) {
    const uint64_t index = nodes_.size();
    if (node.kind == Kind::directory) {
        node.links = 2;
        nodes_[directory].links++;
    }
    nodes_.push_back(std::move(node));
    add_name(directory, name, index);
    return index;
}

/// Takes all but the last component off `path`, making directories that have no member of their own.
Result<uint64_t> Tree::directory_of(std::string_view& path) {
    uint64_t at = root();
    for (size_t end; (end = path.find('/')) != std::string_view::npos; path.remove_prefix(end + 1)) {
        const std::string_view name = path.substr(0, end);
        const auto found = nodes_[at].index_by_name.find(name);
        if (found == nodes_[at].index_by_name.end())
            at = add_node(at, name, {});
        else
            at = found->second;
        if (nodes_[at].kind != Kind::directory)
            return Error::not_directory;
    }
    return at;
}

Result<uint64_t> Tree::find(std::string_view path) const {
    uint64_t at = root();
    while (!path.empty()) {
        const size_t end = std::min(path.find('/'), path.size());
        const auto found = nodes_[at].index_by_name.find(path.substr(0, end));
        if (found == nodes_[at].index_by_name.end())
            return Error::no_entry;
        at = found->second;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return at;
}

Result<void> Tree::add(const Member& member) {
    if (member.path.empty()) { // the root itself
        if (member.kind != MemberKind::directory)
            return Error::invalid;
        nodes_[0].mode = member.mode;
        nodes_[0].modified = member.modified;
        return {};
    }
    std::string_view name = member.path;
    const uint64_t directory = TRY(directory_of(name));
    Node node;
    node.mode = member.mode;
    node.modified = member.modified;
    switch (member.kind) {
    case MemberKind::directory: {
        const auto existing = find(member.path);
        if (existing.ok() && nodes_[existing.value()].kind == Kind::directory) {
            nodes_[existing.value()].mode = member.mode;
            nodes_[existing.value()].modified = member.modified;
            return {};
        }
        break;
    }
    case MemberKind::file:
        node.kind = Kind::regular;
        node.contents = member.contents;
        break;
    case MemberKind::symbolic_link:
        node.kind = Kind::link;
        node.text = member.link;
        break;
    case MemberKind::hard_link: {
        const uint64_t target = TRY(find(member.link));
        if (nodes_[target].kind == Kind::directory)
            return Error::is_directory;
        nodes_[target].links++;
        add_name(directory, name, target);
        return {};
    }
    }
    add_node(directory, name, std::move(node));
    return {};
}

Result<void> Tree::read(std::span<const uint8_t> archive, std::string& problem) {
    TarReader reader(archive);
    for (;;) {
        Member member{};
        const auto more = reader.next(member);
        if (more.ok() && !more.value())
            return {};
        const Error error = more.ok() ? add(member).error() : more.error();
        if (error != Error::ok) {
            problem = "the archive is damaged at byte " + std::to_string(reader.offset()) + ": " +
                      abi::describe(error);
            if (more.ok())
                problem += " (" + member.path + ")";
            return error;
        }
    }
}

} // namespace archive
