// SPDX-License-Identifier: MIT
// Methods that name one file by a path.
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"

namespace vfs {

Result<const Trail*> Service::start_of(Session& session, uint64_t base) {
    if (base == kCurrentDirectory)
        return &session.directory;
    const auto file = TRY(session.descriptors.get(base));
    if (file->trail.empty())
        return Error::not_directory;
    return &file->trail;
}

Result<Trail> Service::find(Request& request, uint64_t base, bool follow) {
    const std::string path = TRY(receive_text());
    const Trail& start = *TRY(start_of(request.session, base));
    return Walker(tree_, request.session.root, start).find(path, follow);
}

Result<Parent> Service::find_parent(Request& request, uint64_t base) {
    const std::string path = TRY(receive_text());
    const Trail& start = *TRY(start_of(request.session, base));
    return Walker(tree_, request.session.root, start).find_parent(path);
}

void Service::stat_path(Request& request) {
    const auto get = [&]() -> Result<Attributes> {
        const Trail trail =
            TRY(find(request, request.call.argument(1), request.call.argument(2) & kFollowLink));
        const Place& place = trail.back().place;
        if (!place.mount->driver)
            return Error::no_entry;
        Attributes attributes = TRY(place.mount->driver->stat(place.mount->dev_handle, place.index));
        attributes.mount = uint16_t(place.mount->dev_handle);
        return attributes;
    };
    const auto attributes = get();
    request.answer(attributes.error(), attributes.ok() ? pack(attributes.value()) : async::Arguments{});
}

void Service::make_directory(Request& request) {
    const auto make = [&]() -> Result<void> {
        const std::string path = TRY(receive_text());
        const Trail& start = *TRY(start_of(request.session, request.call.argument(1)));
        auto parent = Walker(tree_, request.session.root, start).find_parent(path);
        if (!parent.ok()) // "/", "." and ".." are there
            return parent.error() == Error::invalid ? Error::exists : parent.error();
        const Place& directory = parent->trail.back().place;
        if (!directory.mount->driver)
            return Error::no_entry;
        TRY(check_writable(*directory.mount));
        return directory.mount->driver
            ->create(directory.mount->dev_handle, directory.index, parent->name, Kind::directory,
                     uint32_t(request.call.argument(2)) & ~request.session.mask, true)
            .error();
    };
    request.answer(make().error());
}

void Service::unlink(Request& request) {
    const auto remove = [&]() -> Result<void> {
        const bool is_directory = request.call.argument(2) & kRemoveDirectory;
        const Parent parent = TRY(find_parent(request, request.call.argument(1)));
        const Place& directory = parent.trail.back().place;
        if (!directory.mount->driver)
            return Error::no_entry;
        TRY(check_writable(*directory.mount));
        const Place place = TRY(tree_.child(directory, parent.name));
        if (tree_.is_mount_point(place))
            return Error::busy;
        if (parent.must_be_directory && place.kind != Kind::directory)
            return Error::not_directory;
        TRY(directory.mount->driver->unlink(directory.mount->dev_handle, directory.index, parent.name,
                                            is_directory));
        tree_.name_changed(directory, parent.name);
        return {};
    };
    request.answer(remove().error());
}

void Service::read_link(Request& request) {
    const auto give = [&]() -> Result<size_t> {
        const Trail trail = TRY(find(request, request.call.argument(1), false));
        const Place& place = trail.back().place;
        if (place.kind != Kind::link)
            return Error::invalid;
        const std::string text = TRY(tree_.read_link(place));
        TRY(async::data_read_reply(text.data(), text.size()));
        return text.size();
    };
    auto size = give();
    request.answer(size.error(), {std::move(size).value_or(0)});
}

/// The file whose attributes change: named by a path, or the one that base is.
Result<Place> Service::find_target(Request& request, uint64_t flags, bool follow) {
    const uint64_t base = request.call.argument(1);
    Place place;
    if (flags & kBaseItself) {
        TRY(receive_text());
        const auto file = TRY(request.session.descriptors.get(base));
        place = {file->node->mount, file->node->index, file->node->kind};
    } else {
        place = TRY(find(request, base, follow)).back().place;
    }
    if (!place.mount->driver)
        return Error::no_entry;
    TRY(check_writable(*place.mount));
    return place;
}

void Service::set_times(Request& request) {
    const auto set = [&]() -> Result<void> {
        const uint64_t flags = request.call.argument(2);
        const Place place = TRY(find_target(request, flags, flags & kFollowLink));
        return place.mount->driver
            ->simple(Out::set_times, place.mount->dev_handle, place.index, request.call.argument(3),
                     request.call.argument(4))
            .error();
    };
    request.answer(set().error());
}

void Service::set_mode(Request& request) {
    const auto set = [&]() -> Result<void> {
        const Place place = TRY(find_target(request, request.call.argument(3), true));
        return place.mount->driver
            ->simple(Out::set_mode, place.mount->dev_handle, place.index, request.call.argument(2) & 07777)
            .error();
    };
    request.answer(set().error());
}

void Service::change_directory(Request& request) {
    const auto change = [&]() -> Result<void> {
        Trail trail = TRY(find(request, request.call.argument(1), true));
        if (trail.back().place.kind != Kind::directory)
            return Error::not_directory;
        if (!request.session.closed)
            request.session.set_directory(std::move(trail));
        return {};
    };
    request.answer(change().error());
}

} // namespace vfs
