// SPDX-License-Identifier: MIT
#include "servers/vfs/tree.hpp"

#include <algorithm>

namespace vfs {

Tree::Tree() {
    Place nothing{std::make_shared<MountedFileSystem>(), 0, Kind::directory};
    nothing.mount->path = "/";
    root_.push_back({"", std::move(nothing)});
}

Result<LookupAnswer> Tree::lookup(const Place& directory, std::string_view names, OpenFlags open_flags) {
    const auto mount = directory.mount;
    if (!mount->driver)
        return Error::no_entry;
    const bool writes = open_flags & (kOpenWrite | kOpenTruncate);
    if (writes && (mount->flags & kMountReadOnly)) // whoever opens it will say so
        open_flags = 0;
    // Counted before the driver answers, so that nobody unmounts it meanwhile.
    mount->open_files += open_flags != 0;
    const auto fs = mount->fs();
    auto found = fs.ok() ? fs.value()->lookup(directory.index, mount->dev_handle, open_flags, names)
                         : Result<LookupAnswer>(fs.error());
    mount->open_files -= open_flags != 0;
    if (found.ok() && found->count > kMaxLookupNames)
        return Error::protocol;
    return found;
}

void Tree::close(const Place& file, OpenFlags open_flags) {
    if (const auto fs = file.mount->fs(); fs.ok())
        (void)fs.value()->close(file.mount->dev_handle, file.index, open_flags);
}

Result<std::string> Tree::read_link(const Place& link) {
    return TRY(link.mount->fs())->read_link(link.mount->dev_handle, link.index);
}

Result<Place> Tree::child(const Place& directory, std::string_view name) {
    const auto found = TRY(lookup(directory, name, 0));
    if (found.count == 0)
        return found.error != 0 ? Error(found.error) : Error::protocol;
    return Place{directory.mount, found.indices[0], found.kind};
}

const Place* Tree::mounted_on(const Place& directory, std::string_view name) {
    // Nothing is found any more in a file system that has died.
    const auto& driver = directory.mount->driver;
    return driver && !driver->dead() ? points_.named(directory, name) : nullptr;
}

Result<std::shared_ptr<MountedFileSystem>> Tree::create(std::shared_ptr<Driver> driver,
                                                        const MountRequest& request) {
    if (mounts_.size() >= kMaxMounts)
        return Error::limit;
    auto mount = std::make_shared<MountedFileSystem>();
    mount->dev_handle = request.device != 0 ? request.device : fresh_number();
    // The number travels in 16 bits of the attributes and in 32 bits of a control request.
    if (mount->dev_handle > 0xffff)
        return Error::invalid;
    for (const auto& other : mounts_)
        if (other->dev_handle == mount->dev_handle)
            return Error::busy;
    const Attributes root =
        TRY(TRY(driver->fs())->mounted(mount->dev_handle, uint32_t(request.flags), request.options));
    mount->driver = std::move(driver);
    mount->options = request.options;
    mount->flags = request.flags;
    mount->root = root.index;
    return mount;
}

/// The name at the end of a trail is still that of its file. When a later change of the name ends,
/// forget_name is called.
bool Tree::has_name(const Trail& point) {
    if (point.size() < 2)
        return false;
    auto found = child(point[point.size() - 2].place, point.back().name);
    return found.ok() && found->same_file(point.back().place);
}

Result<void> Tree::mount(const Trail& point, std::shared_ptr<Driver> driver, const MountRequest& request) {
    const Place place = point.back().place;
    if (place.kind != Kind::directory)
        return Error::not_directory;
    // The walk has already gone to the root of whatever covers the directory.
    if (place.mount->driver && place.index == place.mount->root)
        return Error::busy;
    auto mount = TRY(create(std::move(driver), request));
    const bool named = has_name(point);
    if (is_mount_point(place)) { // while the drivers were asked
        if (const auto fs = mount->fs(); fs.ok())
            (void)fs.value()->unmounted(mount->dev_handle);
        return Error::busy;
    }
    points_.add(place, {mount, mount->root, Kind::directory});
    if (named)
        points_.set_name(place, point[point.size() - 2].place, point.back().name);
    mount->path = path_of(point);
    mounts_.push_back(std::move(mount));
    return {};
}

Result<std::shared_ptr<MountedFileSystem>> Tree::mount_hidden(std::shared_ptr<Driver> driver) {
    return create(std::move(driver), {});
}

std::shared_ptr<MountedFileSystem> Tree::find_mount(std::string_view path) const {
    const auto found = std::find_if(mounts_.rbegin(), mounts_.rend(),
                                    [&](const auto& mount) { return mount->path == path; });
    return found == mounts_.rend() ? nullptr : *found;
}

/// `mount` and everything mounted in it, the innermost last.
std::vector<std::shared_ptr<MountedFileSystem>>
Tree::with_inner(const std::shared_ptr<MountedFileSystem>& mount) const {
    std::vector<std::shared_ptr<MountedFileSystem>> found{mount};
    for (size_t outer = 0; outer < found.size(); outer++)
        for (auto& inner : points_.mounted_in(found[outer]))
            found.push_back(std::move(inner));
    return found;
}

Result<void> Tree::unmount(const Place& root) {
    const auto mount = root.mount;
    if (std::find(mounts_.begin(), mounts_.end(), mount) == mounts_.end() || root.index != mount->root)
        return Error::invalid;
    const auto going = with_inner(mount);
    if (going.size() > 1 && !mount->driver->dead())
        return Error::busy;
    for (const auto& each : going)
        if (!each->driver->dead() && (each->open_files != 0 || each->directories != 0))
            return Error::busy;
    for (const auto& each : going) {
        mounts_.erase(std::find(mounts_.begin(), mounts_.end(), each));
        points_.remove(each);
    }
    for (const auto& each : going)
        if (const auto fs = each->fs(); fs.ok())
            (void)fs.value()->unmounted(each->dev_handle);
    return {};
}

} // namespace vfs
