// SPDX-License-Identifier: MIT
#include "servers/vfs/tree.hpp"

#include <algorithm>

namespace vfs {

Tree::Tree() {
    Place nothing{std::make_shared<MountedFileSystem>(), 0, Kind::directory};
    nothing.mount->path = "/";
    root_.push_back({"", std::move(nothing)});
}

Result<Place> Tree::lookup(const Place& directory, std::string_view name) {
    const auto& mount = directory.mount;
    if (!mount->driver)
        return Error::no_entry;
    const Attributes found = TRY(mount->driver->lookup(mount->dev_handle, directory.index, name));
    return Place{mount, found.index, found.kind};
}

Result<std::string> Tree::read_link(const Place& link) {
    return link.mount->driver->read_link(link.mount->dev_handle, link.index);
}

std::shared_ptr<MountedFileSystem> Tree::covering(const Place& place) const {
    for (const auto& mount : mounts_)
        if (mount->point.same_file(place))
            return mount;
    return nullptr;
}

Place Tree::cover(const Place& place) {
    // A file system may be mounted on the root of another one.
    Place top = place;
    while (auto mount = covering(top))
        top = {mount, mount->root, Kind::directory};
    return top;
}

bool Tree::is_mount_point(const Place& place) const {
    return covering(place) != nullptr;
}

Result<std::shared_ptr<MountedFileSystem>> Tree::create(std::shared_ptr<Driver> driver,
                                                        const MountRequest& request) {
    if (mounts_.size() >= kMaxMounts)
        return Error::limit;
    auto mount = std::make_shared<MountedFileSystem>();
    mount->dev_handle = request.dev_handle != 0 ? request.dev_handle : fresh_number();
    // The number travels in 16 bits of the attributes and in 32 bits of a control request.
    if (mount->dev_handle > 0xffff)
        return Error::invalid;
    for (const auto& other : mounts_)
        if (other->dev_handle == mount->dev_handle)
            return Error::busy;
    const Attributes root = TRY(driver->mounted(mount->dev_handle, request.flags, request.options));
    mount->driver = std::move(driver);
    mount->options = request.options;
    mount->flags = request.flags;
    mount->root = root.index;
    return mount;
}

Result<void> Tree::mount(const Trail& point, std::shared_ptr<Driver> driver, const MountRequest& request) {
    const Place place = point.back().place;
    if (place.kind != Kind::directory)
        return Error::not_directory;
    // The walk has already gone to the root of whatever covers the directory.
    if (place.mount->driver && place.index == place.mount->root)
        return Error::busy;
    auto mount = TRY(create(std::move(driver), request));
    if (is_mount_point(place)) { // while the driver was asked
        (void)mount->driver->unmounted(mount->dev_handle);
        return Error::busy;
    }
    mount->point = place;
    mount->path = path_of(point);
    mounts_.push_back(std::move(mount));
    return {};
}

Result<std::shared_ptr<MountedFileSystem>> Tree::mount_hidden(std::shared_ptr<Driver> driver) {
    return create(std::move(driver), {});
}

Result<void> Tree::unmount(const Trail& root) {
    const auto mount = root.back().place.mount;
    const auto found = std::find(mounts_.begin(), mounts_.end(), mount);
    if (found == mounts_.end() || root.back().place.index != mount->root)
        return Error::invalid;
    for (const auto& other : mounts_)
        if (other != mount && other->point.mount == mount)
            return Error::busy;
    const bool dead = mount->driver->dead();
    if (!dead && (mount->open_files != 0 || mount->directories != 0))
        return Error::busy;
    mounts_.erase(found);
    if (!dead)
        (void)mount->driver->unmounted(mount->dev_handle);
    return {};
}

} // namespace vfs
