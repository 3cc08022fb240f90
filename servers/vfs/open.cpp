// SPDX-License-Identifier: MIT
// The call open.
#include "servers/vfs/connection.hpp"

namespace vfs {

namespace {

Result<void> check_open(const Place& place, OpenFlags flags) {
    const bool writes = flags & (kOpenWrite | kOpenTruncate);
    if (place.kind == Kind::link)
        return Error::too_many_links;
    if (place.kind == Kind::directory)
        return writes || (flags & kOpenCreate) ? Error::is_directory : Error::ok;
    if (flags & kOpenDirectory)
        return Error::not_directory;
    return writes ? check_writable(*place.mount) : Error::ok;
}

} // namespace

/// Makes the file that `path` names, if it is not there, and returns its trail.
Result<Trail> ClientConnection::create(uint64_t base, std::string_view path, OpenFlags flags, uint32_t mode) {
    const Trail start = *TRY(start_of(base));
    Walker walker(service_.tree, session_.root, start);
    if (!(flags & kOpenExclusive)) {
        auto existing = walker.find(path, !(flags & kOpenNoFollow));
        if (existing.ok() || existing.error() != Error::no_entry)
            return existing;
    }
    Parent parent = TRY(walker.find_parent(path));
    if (parent.must_be_directory)
        return Error::is_directory;
    const Place& directory = parent.trail.back().place;
    if (!directory.mount->driver)
        return Error::no_entry;
    TRY(check_writable(*directory.mount));
    const Attributes made =
        TRY(TRY(directory.mount->fs())
                ->create(directory.index, directory.mount->dev_handle, uint16_t(mode & ~session_.mask),
                         Kind::regular, (flags & kOpenExclusive) != 0, parent.name, {}));
    // Somebody else may have made something between the two steps.
    if (made.kind == Kind::link)
        return Error::too_many_links;
    Place place = service_.tree.cover({directory.mount, made.index, made.kind});
    parent.trail.push_back({parent.name, std::move(place)});
    return std::move(parent.trail);
}

Result<std::shared_ptr<File>> ClientConnection::open_new(uint64_t base, std::string_view path,
                                                         OpenFlags flags, uint32_t mode) {
    Trail trail = TRY(create(base, path, flags, mode));
    TRY(check_open(trail.back().place, flags));
    return File::open(service_.nodes, std::move(trail), flags);
}

/// Usually the file system opens the file when it finds it.
Result<std::shared_ptr<File>> ClientConnection::open_existing(uint64_t base, std::string_view path,
                                                              OpenFlags flags) {
    const Trail& start = *TRY(start_of(base));
    Walker walker(service_.tree, session_.root, start);
    const OpenFlags open_flags = flags & kOpenDirectory ? OpenFlags(0) : flags;
    Trail trail = TRY(walker.find(path, !(flags & kOpenNoFollow), open_flags));
    if (walker.opened())
        return std::make_shared<File>(service_.nodes, service_.nodes.get(trail.back().place), flags);
    TRY(check_open(trail.back().place, flags));
    return File::open(service_.nodes, std::move(trail), flags);
}

Result<uint32_t> ClientConnection::open(Context&, uint64_t base, uint16_t mode, OpenFlags flags,
                                        std::string_view path) {
    auto file =
        TRY(flags & kOpenCreate ? open_new(base, path, flags, mode) : open_existing(base, path, flags));
    if ((flags & kOpenTruncate) && file->node->kind == Kind::regular)
        TRY(TRY(file->fs())->truncate(file->node->dev_handle, file->node->index, 0));
    if (session_.closed)
        return Error::hung_up;
    return session_.descriptors.insert(std::move(file));
}

} // namespace vfs
