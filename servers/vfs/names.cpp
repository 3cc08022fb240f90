// SPDX-License-Identifier: MIT
// Calls that name two files.
#include "servers/vfs/connection.hpp"

namespace vfs {

namespace {

/// Both directories are in one file system that may be changed.
Result<void> check_same(const Place& from, const Place& to) {
    if (!from.mount->driver || !to.mount->driver)
        return Error::no_entry;
    if (from.mount != to.mount)
        return Error::cross_device;
    return check_writable(*from.mount);
}

} // namespace

Result<void> ClientConnection::rename(Context&, uint64_t base, uint64_t new_base, std::string_view path,
                                      std::string_view new_path) {
    Tree& tree = service_.tree;
    const Parent from = TRY(find_parent(base, path));
    const Parent to = TRY(find_parent(new_base, new_path));
    const Place& source = from.trail.back().place;
    const Place& target = to.trail.back().place;
    TRY(check_same(source, target));
    const Place moved = TRY(tree.child(source, from.name));
    const auto replaced = tree.child(target, to.name);
    if (tree.is_mount_point(moved) || (replaced.ok() && tree.is_mount_point(replaced.value())))
        return Error::busy;
    if ((from.must_be_directory || to.must_be_directory) && moved.kind != Kind::directory)
        return Error::not_directory;
    TRY(TRY(source.mount->fs())
            ->rename(source.mount->dev_handle, source.index, target.index, from.name, to.name));
    tree.name_changed(source, from.name);
    tree.name_changed(target, to.name);
    return {};
}

Result<void> ClientConnection::link(Context&, uint64_t base, uint64_t new_base, std::string_view path,
                                    std::string_view new_path) {
    const Trail file = TRY(find(base, path, false));
    const Parent to = TRY(find_parent(new_base, new_path));
    const Place& place = file.back().place;
    const Place& target = to.trail.back().place;
    TRY(check_same(place, target));
    if (place.kind == Kind::directory)
        return Error::is_directory;
    if (to.must_be_directory)
        return Error::not_directory;
    return TRY(place.mount->fs())->link(place.mount->dev_handle, place.index, target.index, to.name);
}

Result<void> ClientConnection::make_link(Context&, uint64_t base, std::string_view target,
                                         std::string_view path) {
    const Parent parent = TRY(find_parent(base, path));
    const Place& directory = parent.trail.back().place;
    if (target.empty() || parent.must_be_directory || !directory.mount->driver)
        return Error::no_entry;
    TRY(check_writable(*directory.mount));
    return TRY(directory.mount->fs())
        ->create(directory.index, directory.mount->dev_handle, 0777, Kind::link, true, parent.name, target)
        .error();
}

} // namespace vfs
