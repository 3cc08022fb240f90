// SPDX-License-Identifier: MIT
#include "servers/vfs/mount_points.hpp"

#include <algorithm>

namespace vfs {

const MountPoints::Point* MountPoints::find(const Place& covered) const {
    for (const Point& point : points_)
        if (point.covered.same_file(covered))
            return &point;
    return nullptr;
}

void MountPoints::remove(const std::shared_ptr<MountedFileSystem>& mount) {
    const auto gone = [&](const Point& point) { return point.root.mount == mount; };
    points_.erase(std::remove_if(points_.begin(), points_.end(), gone), points_.end());
}

Place MountPoints::cover(const Place& place) const {
    const Place* top = &place;
    while (const Point* point = find(*top))
        top = &point->root;
    return *top;
}

std::vector<std::shared_ptr<MountedFileSystem>>
MountPoints::mounted_in(const std::shared_ptr<MountedFileSystem>& mount) const {
    std::vector<std::shared_ptr<MountedFileSystem>> found;
    for (const Point& point : points_)
        if (point.covered.mount == mount)
            found.push_back(point.root.mount);
    return found;
}

void MountPoints::set_name(const Place& covered, const Place& directory, std::string_view name) {
    for (Point& point : points_) {
        if (!point.covered.same_file(covered))
            continue;
        point.directory = directory;
        point.name = name;
    }
}

void MountPoints::forget_name(const Place& directory, std::string_view name) {
    for (Point& point : points_)
        if (point.name == name && point.directory.same_file(directory))
            point.name.clear();
}

const Place* MountPoints::named(const Place& directory, std::string_view name) const {
    for (const Point& point : points_)
        if (!point.name.empty() && point.name == name && point.directory.same_file(directory))
            return &point.root;
    return nullptr;
}

} // namespace vfs
