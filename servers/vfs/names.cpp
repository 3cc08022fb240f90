// SPDX-License-Identifier: MIT
// Methods that name two files.
#include "servers/vfs/service.hpp"

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

void Service::rename(Request& request) {
    const auto move = [&]() -> Result<void> {
        const std::string old_path = TRY(receive_text());
        const std::string new_path = TRY(receive_text());
        const Trail start = *TRY(start_of(request.session, request.call.argument(1)));
        const Trail new_start = *TRY(start_of(request.session, request.call.argument(2)));
        const Parent from = TRY(Walker(tree_, request.session.root, start).find_parent(old_path));
        const Parent to = TRY(Walker(tree_, request.session.root, new_start).find_parent(new_path));
        const Place& source = from.trail.back().place;
        const Place& target = to.trail.back().place;
        TRY(check_same(source, target));
        const Place moved = TRY(tree_.child(source, from.name));
        const auto replaced = tree_.child(target, to.name);
        if (tree_.is_mount_point(moved) || (replaced.ok() && tree_.is_mount_point(replaced.value())))
            return Error::busy;
        if ((from.must_be_directory || to.must_be_directory) && moved.kind != Kind::directory)
            return Error::not_directory;
        TRY(source.mount->driver->rename(source.mount->dev_handle, source.index, from.name, target.index,
                                         to.name));
        tree_.name_changed(source, from.name);
        tree_.name_changed(target, to.name);
        return {};
    };
    request.answer(move().error());
}

void Service::link(Request& request) {
    const auto add = [&]() -> Result<void> {
        const std::string old_path = TRY(receive_text());
        const std::string new_path = TRY(receive_text());
        const Trail start = *TRY(start_of(request.session, request.call.argument(1)));
        const Trail new_start = *TRY(start_of(request.session, request.call.argument(2)));
        const Trail file = TRY(Walker(tree_, request.session.root, start).find(old_path, false));
        const Parent to = TRY(Walker(tree_, request.session.root, new_start).find_parent(new_path));
        const Place& place = file.back().place;
        const Place& target = to.trail.back().place;
        TRY(check_same(place, target));
        if (place.kind == Kind::directory)
            return Error::is_directory;
        if (to.must_be_directory)
            return Error::not_directory;
        return place.mount->driver->link(place.mount->dev_handle, place.index, target.index, to.name);
    };
    request.answer(add().error());
}

void Service::make_link(Request& request) {
    const auto make = [&]() -> Result<void> {
        const std::string text = TRY(receive_text(kMaxLinkText));
        const Parent parent = TRY(find_parent(request, request.call.argument(1)));
        const Place& directory = parent.trail.back().place;
        if (text.empty() || parent.must_be_directory || !directory.mount->driver)
            return Error::no_entry;
        TRY(check_writable(*directory.mount));
        return directory.mount->driver
            ->create(directory.mount->dev_handle, directory.index, parent.name, Kind::link, 0777, true, text)
            .error();
    };
    request.answer(make().error());
}

} // namespace vfs
