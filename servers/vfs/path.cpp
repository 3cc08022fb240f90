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
    const Trail start = *TRY(start_of(request.session, base));
    return Walker(tree_, request.session.root, start).find(path, follow);
}

Result<Parent> Service::find_parent(Request& request, uint64_t base) {
    const std::string path = TRY(receive_text());
    const Trail start = *TRY(start_of(request.session, base));
    return Walker(tree_, request.session.root, start).find_parent(path);
}

/// Makes the file that `path` names, if it is not there, and returns its trail.
Result<Trail> Service::create(Request& request, std::string_view path, const Trail& start) {
    const uint64_t flags = request.call.argument(2);
    Walker walker(tree_, request.session.root, start);
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
    const Attributes made = TRY(directory.mount->driver->create(
        directory.mount->dev_handle, directory.index, parent.name, Kind::regular,
        uint32_t(request.call.argument(3)), flags & kOpenExclusive));
    // Somebody else may have made something between the two steps.
    if (made.kind == Kind::link)
        return Error::too_many_links;
    Place place = tree_.cover({directory.mount, made.index, made.kind});
    parent.trail.push_back({parent.name, std::move(place)});
    return std::move(parent.trail);
}

namespace {

Result<void> check_open(const Place& place, uint64_t flags) {
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

Result<uint32_t> Service::open_path(Request& request) {
    const uint64_t flags = request.call.argument(2);
    const std::string path = TRY(receive_text());
    const Trail start = *TRY(start_of(request.session, request.call.argument(1)));
    Trail trail = TRY(flags & kOpenCreate
                          ? create(request, path, start)
                          : Walker(tree_, request.session.root, start).find(path, !(flags & kOpenNoFollow)));
    const Place place = trail.back().place;
    TRY(check_open(place, flags));
    auto file = TRY(File::open(nodes_, std::move(trail), flags));
    if ((flags & kOpenTruncate) && place.kind == Kind::regular)
        TRY(file->driver().simple(Out::truncate, file->node->dev_handle, place.index, 0));
    if (request.session.closed)
        return Error::hung_up;
    return request.session.descriptors.insert(std::move(file));
}

void Service::open(Request& request) {
    auto descriptor = open_path(request);
    request.answer(descriptor.error(), {std::move(descriptor).value_or(0)});
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
        const Trail start = *TRY(start_of(request.session, request.call.argument(1)));
        auto parent = Walker(tree_, request.session.root, start).find_parent(path);
        if (!parent.ok()) // "/", "." and ".." are there
            return parent.error() == Error::invalid ? Error::exists : parent.error();
        const Place& directory = parent->trail.back().place;
        if (!directory.mount->driver)
            return Error::no_entry;
        TRY(check_writable(*directory.mount));
        return directory.mount->driver
            ->create(directory.mount->dev_handle, directory.index, parent->name, Kind::directory,
                     uint32_t(request.call.argument(2)), true)
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
        const Place place = TRY(tree_.lookup(directory, parent.name));
        if (tree_.is_mount_point(place))
            return Error::busy;
        if (parent.must_be_directory && place.kind != Kind::directory)
            return Error::not_directory;
        return directory.mount->driver->unlink(directory.mount->dev_handle, directory.index, parent.name,
                                               is_directory);
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
