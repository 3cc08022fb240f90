// SPDX-License-Identifier: MIT
#include "servers/tmpfs/tree.hpp"

namespace tmpfs {

const Directory::Entry* Directory::find(std::string_view name) const {
    const auto id = ids_.find(name);
    return id == ids_.end() ? nullptr : &entries_.find(id->second)->second;
}

void Directory::add(std::string_view name, uint64_t index) {
    ids_.emplace(std::string(name), next_id_);
    entries_.emplace(next_id_++, Entry{std::string(name), index});
}

void Directory::remove(std::string_view name) {
    const auto id = ids_.find(name);
    entries_.erase(id->second);
    ids_.erase(id);
}

namespace {

Attributes attributes_of(const Node& node) {
    const uint64_t size = node.kind == Kind::directory ? node.names.size()
                          : node.kind == Kind::link    ? node.text.size()
                                                       : node.content.size();
    return {.index = node.index,
            .size = size,
            .modified = node.modified,
            .accessed = node.accessed,
            .links = node.links,
            .kind = node.kind,
            .mode = node.mode,
            .mount = 0};
}

uint64_t cost_of_name(std::string_view name) {
    return name.size() * 2 + 64;
}

} // namespace

Tree::Tree(uint64_t quota, int64_t now) : budget_{quota} {
    Node& root = nodes_.emplace(next_index_, budget_).first->second;
    root.index = next_index_++;
    root.kind = Kind::directory;
    root.mode = 0777;
    root.links = 2;
    root.modified = root.accessed = now;
    root.parent = kRoot;
}

Result<Node*> Tree::node(uint64_t index) {
    const auto found = nodes_.find(index);
    if (found == nodes_.end())
        return Error::no_entry;
    return &found->second;
}

Result<Node*> Tree::file(uint64_t index) {
    Node* found = TRY(node(index));
    if (found->kind == Kind::directory)
        return Error::is_directory;
    if (found->kind != Kind::regular)
        return Error::invalid;
    return found;
}

Result<Node*> Tree::directory(uint64_t index) {
    Node* found = TRY(node(index));
    if (found->kind != Kind::directory)
        return Error::not_directory;
    return found;
}

Result<const Node*> Tree::directory(uint64_t index) const {
    return static_cast<const Node*>(TRY(const_cast<Tree*>(this)->directory(index)));
}

Result<Attributes> Tree::stat(uint64_t index) const {
    const auto found = nodes_.find(index);
    if (found == nodes_.end())
        return Error::no_entry;
    return attributes_of(found->second);
}

Result<Attributes> Tree::lookup(uint64_t index, std::string_view name) const {
    const Node* in = TRY(directory(index));
    const auto* entry = in->names.find(name);
    if (!entry)
        return Error::no_entry;
    return stat(entry->index);
}

Result<Node*> Tree::add_node(const vfs::Creation& creation, int64_t now) {
    TRY(budget_.take(kNodeCost + creation.text.size()));
    Node& made = nodes_.emplace(next_index_, budget_).first->second;
    made.index = next_index_++;
    made.kind = creation.kind;
    made.mode = creation.mode;
    made.modified = made.accessed = now;
    made.links = 0;
    made.text = creation.text;
    return &made;
}

Result<void> Tree::add_name(Node& in, std::string_view name, uint64_t index, int64_t now) {
    TRY(budget_.take(cost_of_name(name)));
    in.names.add(name, index);
    in.modified = now;
    return {};
}

void Tree::remove_name(Node& in, std::string_view name, int64_t now) {
    budget_.give_back(cost_of_name(name));
    in.names.remove(name);
    in.modified = now;
}

void Tree::release_if_unused(Node& unused) {
    if (unused.links != 0 || unused.opens != 0)
        return;
    budget_.give_back(kNodeCost + unused.text.size());
    nodes_.erase(unused.index);
}

Result<Attributes> Tree::create(uint64_t index, std::string_view name, const vfs::Creation& creation,
                                int64_t now) {
    Node* in = TRY(directory(index));
    if (in->parent == 0) // removed, but somebody is still in it
        return Error::no_entry;
    if (const auto* entry = in->names.find(name)) {
        if (creation.must_be_new || creation.kind != Kind::regular)
            return Error::exists;
        return stat(entry->index);
    }
    if (creation.kind != Kind::regular && creation.kind != Kind::directory && creation.kind != Kind::link)
        return Error::not_supported;
    Node* made = TRY(add_node(creation, now));
    const auto named = add_name(*in, name, made->index, now);
    if (!named.ok()) {
        release_if_unused(*made);
        return named.error();
    }
    made->links = 1;
    if (made->kind == Kind::directory) {
        made->links = 2;
        made->parent = in->index;
        in->links++;
    }
    return attributes_of(*made);
}

/// `node` has lost a name in `directory`.
void Tree::drop_link(Node& node, Node& directory) {
    if (node.kind == Kind::directory) {
        directory.links--;
        node.links = 0;
        node.parent = 0;
    } else {
        node.links--;
    }
    release_if_unused(node);
}

Result<void> Tree::unlink(uint64_t index, std::string_view name, bool is_directory, int64_t now) {
    Node* in = TRY(directory(index));
    const auto* entry = in->names.find(name);
    if (!entry)
        return Error::no_entry;
    Node* removed = TRY(node(entry->index));
    if (is_directory && removed->kind != Kind::directory)
        return Error::not_directory;
    if (!is_directory && removed->kind == Kind::directory)
        return Error::is_directory;
    if (!removed->names.empty())
        return Error::not_empty;
    remove_name(*in, name, now);
    drop_link(*removed, *in);
    return {};
}

Result<void> Tree::link(uint64_t index, uint64_t directory_index, std::string_view name, int64_t now) {
    Node* linked = TRY(node(index));
    Node* in = TRY(directory(directory_index));
    if (linked->kind == Kind::directory)
        return Error::is_directory;
    if (linked->links == 0 || in->parent == 0)
        return Error::no_entry;
    if (in->names.find(name))
        return Error::exists;
    TRY(add_name(*in, name, index, now));
    linked->links++;
    return {};
}

bool Tree::is_inside(uint64_t index, uint64_t ancestor) const {
    for (uint64_t at = index; at != 0; at = nodes_.find(at)->second.parent) {
        if (at == ancestor)
            return true;
        if (at == kRoot)
            return false;
    }
    return false;
}

Result<void> Tree::check_replace(const Node& moved, const Node& replaced) const {
    if (moved.kind == Kind::directory && replaced.kind != Kind::directory)
        return Error::not_directory;
    if (moved.kind != Kind::directory && replaced.kind == Kind::directory)
        return Error::is_directory;
    return replaced.names.empty() ? Error::ok : Error::not_empty;
}

Result<void> Tree::rename(uint64_t from, std::string_view name, uint64_t to, std::string_view new_name,
                          int64_t now) {
    Node* source = TRY(directory(from));
    Node* target = TRY(directory(to));
    const auto* entry = source->names.find(name);
    if (!entry || target->parent == 0)
        return Error::no_entry;
    Node* moved = TRY(node(entry->index));
    if (moved->kind == Kind::directory && is_inside(to, moved->index))
        return Error::invalid;
    if (const auto* existing = target->names.find(new_name)) {
        Node* replaced = TRY(node(existing->index));
        if (replaced == moved)
            return {};
        TRY(check_replace(*moved, *replaced));
        remove_name(*target, new_name, now);
        drop_link(*replaced, *target);
    }
    const uint64_t index = moved->index;
    // The old name goes first, so that a full file system can still rename; a longer new name may not fit.
    remove_name(*source, name, now);
    const auto named = add_name(*target, new_name, index, now);
    if (!named.ok()) {
        (void)add_name(*source, name, index, now);
        return named.error();
    }
    if (moved->kind == Kind::directory) {
        source->links--;
        target->links++;
        moved->parent = to;
    }
    return {};
}

Result<vfs::DirectoryRead> Tree::read_directory(uint64_t index, uint64_t position,
                                                std::span<uint8_t> buffer) const {
    const Node* in = TRY(directory(index));
    vfs::DirectoryRead result{0, position};
    const auto& entries = in->names.entries();
    for (auto entry = entries.lower_bound(position); entry != entries.end(); ++entry) {
        const Kind kind = nodes_.find(entry->second.index)->second.kind;
        if (!vfs::put_record(buffer, result.bytes, entry->second.index, kind, entry->second.name))
            return result.bytes != 0 ? Result<vfs::DirectoryRead>(result) : Error::overflow;
        result.position = entry->first + 1;
    }
    return result;
}

Result<void> Tree::open(uint64_t index) {
    TRY(node(index))->opens++;
    return {};
}

void Tree::close(uint64_t index) {
    const auto found = nodes_.find(index);
    if (found == nodes_.end() || found->second.opens == 0)
        return;
    found->second.opens--;
    release_if_unused(found->second);
}

} // namespace tmpfs
