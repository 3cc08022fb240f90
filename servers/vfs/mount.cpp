// SPDX-License-Identifier: MIT
// Calls that change the tree of file systems. The client's side of mount is mount_client.cpp.
#include "servers/vfs/connection.hpp"

#include "fibrils/async/answer_error.hpp"

#include <cstring>

namespace vfs {

Result<void> ClientConnection::mount(Context&, uint32_t device, uint64_t flags, std::string_view point,
                                     std::string_view options, std::string_view file_system,
                                     async::Question& found) {
    // The client asks whether we like the name.
    const auto driver = service_.registry.find(file_system, flags & kMountBlocking);
    found.answer(driver.error());
    if (!driver.ok())
        return driver.error();
    const Trail trail = TRY(find(kCurrentDirectory, point, true));
    const MountRequest wanted{device, flags & kMountReadOnly, std::string(options)};
    return service_.tree.mount(trail, driver.value(), wanted);
}

namespace {

/// `path` from `directory` without "." and "..", as if there were no links.
std::string plain_path(const Trail& directory, std::string_view path) {
    std::vector<std::string_view> names;
    const std::string whole =
        path.starts_with('/') ? std::string(path) : path_of(directory) + '/' + std::string(path);
    for (size_t begin = 0; begin < whole.size();) {
        const size_t end = std::min(whole.find('/', begin), whole.size());
        const std::string_view name = std::string_view(whole).substr(begin, end - begin);
        begin = end + 1;
        if (name == ".." && !names.empty())
            names.pop_back();
        else if (!name.empty() && name != "." && name != "..")
            names.push_back(name);
    }
    std::string plain;
    for (const std::string_view name : names)
        (plain += '/') += name;
    return plain;
}

} // namespace

Result<void> ClientConnection::unmount(Context&, std::string_view point) {
    const auto trail = find(kCurrentDirectory, point, true);
    if (trail.ok() && trail.value().size() == 1) // every session begins there
        return Error::busy;
    if (trail.ok())
        return service_.tree.unmount(trail.value().back().place);
    if (async::answer_error(trail.error()) != Error::io)
        return trail.error();
    // A file system on the way is dead: nobody can be asked, but what is mounted has a name.
    const auto mount = service_.tree.find_mount(plain_path(session_.directory, point));
    return mount ? service_.tree.unmount({mount, mount->root, Kind::directory}) : trail.error();
}

namespace {

void append_record(std::string& records, MountedFileSystem& mount) {
    const std::string& name = mount.driver->name();
    MountRecord record{};
    const auto fs = mount.fs();
    if (fs.ok()) {
        const auto statistics = fs.value()->statistics(mount.dev_handle).value_or({});
        record.total_bytes = statistics.total_bytes;
        record.free_bytes = statistics.free_bytes;
    }
    record.mount = mount.dev_handle;
    record.flags = uint32_t(mount.flags) | (mount.driver->dead() ? kMountDead : 0);
    record.name_size = uint16_t(name.size());
    record.point_size = uint16_t(mount.path.size());
    record.options_size = uint16_t(mount.options.size());
    records.append(reinterpret_cast<const char*>(&record), sizeof record);
    records += name + mount.path + mount.options;
}

} // namespace

Result<uint32_t> ClientConnection::mounts(Context&, async::OutData& records) {
    std::string list;
    const auto mounted = service_.tree.mounts(); // a copy: drivers are asked meanwhile
    for (const auto& mount : mounted)
        append_record(list, *mount);
    TRY(records.give(list.data(), list.size()));
    return uint32_t(list.size());
}

} // namespace vfs
