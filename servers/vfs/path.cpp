// SPDX-License-Identifier: MIT
// Calls that name one file by a path.
#include "servers/vfs/connection.hpp"

namespace vfs {

Result<const Trail*> ClientConnection::start_of(uint64_t base) {
    if (base == kCurrentDirectory)
        return &session_.directory;
    const auto file = TRY(session_.descriptors.get(base));
    if (file->trail.empty())
        return Error::not_directory;
    return &file->trail;
}

Result<Trail> ClientConnection::find(uint64_t base, std::string_view path, bool follow) {
    const Trail& start = *TRY(start_of(base));
    return Walker(service_.tree, session_.root, start).find(path, follow);
}

Result<Parent> ClientConnection::find_parent(uint64_t base, std::string_view path) {
    const Trail& start = *TRY(start_of(base));
    return Walker(service_.tree, session_.root, start).find_parent(path);
}

Result<Attributes> ClientConnection::stat_path(Context&, uint64_t base, PathFlags flags,
                                               std::string_view path) {
    const Trail trail = TRY(find(base, path, flags & kPathFollowLink));
    const Place& place = trail.back().place;
    if (!place.mount->driver)
        return Error::no_entry;
    Attributes attributes = TRY(TRY(place.mount->fs())->stat(place.mount->dev_handle, place.index));
    attributes.mount = uint16_t(place.mount->dev_handle);
    return attributes;
}

Result<void> ClientConnection::make_directory(Context&, uint64_t base, uint16_t mode, std::string_view path) {
    auto parent = find_parent(base, path);
    if (!parent.ok()) // "/", "." and ".." are there
        return parent.error() == Error::invalid ? Error::exists : parent.error();
    const Place& directory = parent->trail.back().place;
    if (!directory.mount->driver)
        return Error::no_entry;
    TRY(check_writable(*directory.mount));
    return TRY(directory.mount->fs())
        ->create(directory.index, directory.mount->dev_handle, uint16_t(mode & ~session_.mask),
                 Kind::directory, true, parent->name, {})
        .error();
}

Result<void> ClientConnection::unlink(Context&, uint64_t base, bool is_directory, std::string_view path) {
    const Parent parent = TRY(find_parent(base, path));
    const Place& directory = parent.trail.back().place;
    if (!directory.mount->driver)
        return Error::no_entry;
    TRY(check_writable(*directory.mount));
    const Place place = TRY(service_.tree.child(directory, parent.name));
    if (service_.tree.is_mount_point(place))
        return Error::busy;
    if (parent.must_be_directory && place.kind != Kind::directory)
        return Error::not_directory;
    TRY(TRY(directory.mount->fs())
            ->unlink(directory.index, directory.mount->dev_handle, is_directory, parent.name));
    service_.tree.name_changed(directory, parent.name);
    return {};
}

Result<std::string> ClientConnection::read_link(Context&, uint64_t base, std::string_view path) {
    const Trail trail = TRY(find(base, path, false));
    const Place& place = trail.back().place;
    if (place.kind != Kind::link)
        return Error::invalid;
    return service_.tree.read_link(place);
}

/// The file whose attributes change: named by a path, or the one that base is.
Result<Place> ClientConnection::find_target(uint64_t base, std::string_view path, PathFlags flags,
                                            bool follow) {
    Place place;
    if (flags & kPathBaseItself) {
        const auto file = TRY(session_.descriptors.get(base));
        place = {file->node->mount, file->node->index, file->node->kind};
    } else {
        place = TRY(find(base, path, follow)).back().place;
    }
    if (!place.mount->driver)
        return Error::no_entry;
    TRY(check_writable(*place.mount));
    return place;
}

Result<void> ClientConnection::set_times(Context&, uint64_t base, PathFlags flags, uint64_t accessed,
                                         uint64_t modified, std::string_view path) {
    const Place place = TRY(find_target(base, path, flags, flags & kPathFollowLink));
    return TRY(place.mount->fs())->set_times(place.mount->dev_handle, place.index, accessed, modified);
}

Result<void> ClientConnection::set_mode(Context&, uint64_t base, uint16_t mode, PathFlags flags,
                                        std::string_view path) {
    const Place place = TRY(find_target(base, path, flags, true));
    return TRY(place.mount->fs())->set_mode(place.mount->dev_handle, place.index, mode & 07777);
}

Result<void> ClientConnection::change_directory(Context&, uint64_t base, std::string_view path) {
    Trail trail = TRY(find(base, path, true));
    if (trail.back().place.kind != Kind::directory)
        return Error::not_directory;
    if (!session_.closed)
        session_.set_directory(std::move(trail));
    return {};
}

} // namespace vfs
