// SPDX-License-Identifier: MIT
// Methods that change the tree of file systems. The client's side of mount is mount_client.cpp.
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"
#include "servers/vfs/answerable.hpp"

#include <cstring>

namespace vfs {

Result<void> Service::receive_mount(Request& request) {
    const std::string path = TRY(receive_text());
    MountRequest wanted{.dev_handle = request.call.argument(1),
                        .flags = request.call.argument(2) & kMountReadOnly,
                        .options = TRY(receive_text(kMaxOptions))};
    const std::string name = TRY(receive_text(kMaxFileSystemName));

    // The client now asks whether we like the name.
    async::Call ping = async::get_call();
    if (!ping.is(abi::SystemMethod::ping)) {
        if (!ping.hung_up())
            ping.answer(Error::protocol);
        return Error::protocol;
    }
    const auto driver = registry_.find(name, request.call.argument(2) & kMountBlocking);
    ping.answer(driver.error());
    if (!driver.ok())
        return driver.error();
    const Trail point = TRY(Walker(tree_, request.session.root, request.session.directory).find(path, true));
    return tree_.mount(point, driver.value(), wanted);
}

void Service::mount(Request& request) {
    request.answer(receive_mount(request).error());
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

void Service::unmount(Request& request) {
    const auto remove = [&]() -> Result<void> {
        const std::string path = TRY(receive_text());
        const Trail& directory = request.session.directory;
        const auto trail = Walker(tree_, request.session.root, directory).find(path, true);
        if (trail.ok() && trail.value().size() == 1) // every session begins there
            return Error::busy;
        if (trail.ok())
            return tree_.unmount(trail.value().back().place);
        if (answerable(trail.error()) != Error::io)
            return trail.error();
        // A file system on the way is dead: nobody can be asked, but what is mounted has a name.
        const auto mount = tree_.find_mount(plain_path(directory, path));
        return mount ? tree_.unmount({mount, mount->root, Kind::directory}) : trail.error();
    };
    request.answer(remove().error());
}

namespace {

void append_record(std::string& records, MountedFileSystem& mount) {
    const std::string& name = mount.driver->name();
    MountRecord record{};
    const auto statistics = mount.driver->simple(Out::statistics, mount.dev_handle);
    if (statistics.ok()) {
        record.total_bytes = statistics.value()[0];
        record.free_bytes = statistics.value()[1];
    }
    record.mount = uint32_t(mount.dev_handle);
    record.flags = uint32_t(mount.flags) | (mount.driver->dead() ? kMountDead : 0);
    record.name_size = uint16_t(name.size());
    record.point_size = uint16_t(mount.path.size());
    record.options_size = uint16_t(mount.options.size());
    records.append(reinterpret_cast<const char*>(&record), sizeof record);
    records += name + mount.path + mount.options;
}

} // namespace

void Service::mounts(Request& request) {
    const auto list = [&]() -> Result<size_t> {
        std::string records;
        const auto mounted = tree_.mounts(); // a copy: drivers are asked meanwhile
        for (const auto& mount : mounted)
            append_record(records, *mount);
        TRY(async::data_read_reply(records.data(), records.size()));
        return records.size();
    };
    auto size = list();
    request.answer(size.error(), {std::move(size).value_or(0)});
}

} // namespace vfs
