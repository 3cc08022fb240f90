// SPDX-License-Identifier: MIT
// The method open.
#include "servers/vfs/service.hpp"

#include "servers/vfs/short_text.hpp"

namespace vfs {

namespace {

/// The path is in the words of the request, or follows in a data write.
Result<std::string> receive_path(const async::Call& call) {
    const ShortText text(call.argument(3), call.argument(4), call.argument(5));
    if (text.empty())
        return receive_text();
    return std::string(text.view());
}

uint64_t flags_of(const async::Call& call) {
    return uint32_t(call.argument(2));
}

uint32_t mode_of(const async::Call& call) {
    return uint32_t(call.argument(2) >> 32);
}

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

/// Makes the file that `path` names, if it is not there, and returns its trail.
Result<Trail> Service::create(Request& request, std::string_view path, uint64_t flags) {
    const Trail start = *TRY(start_of(request.session, request.call.argument(1)));
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
        mode_of(request.call) & ~request.session.mask, flags & kOpenExclusive));
    // Somebody else may have made something between the two steps.
    if (made.kind == Kind::link)
        return Error::too_many_links;
    Place place = tree_.cover({directory.mount, made.index, made.kind});
    parent.trail.push_back({parent.name, std::move(place)});
    return std::move(parent.trail);
}

Result<std::shared_ptr<File>> Service::open_new(Request& request, std::string_view path, uint64_t flags) {
    Trail trail = TRY(create(request, path, flags));
    TRY(check_open(trail.back().place, flags));
    return File::open(nodes_, std::move(trail), flags);
}

/// Usually the file system opens the file when it finds it.
Result<std::shared_ptr<File>> Service::open_existing(Request& request, std::string_view path,
                                                     uint64_t flags) {
    const Trail& start = *TRY(start_of(request.session, request.call.argument(1)));
    Walker walker(tree_, request.session.root, start);
    const uint64_t open_flags = flags & kOpenDirectory ? 0 : flags;
    Trail trail = TRY(walker.find(path, !(flags & kOpenNoFollow), open_flags));
    if (walker.opened())
        return std::make_shared<File>(nodes_, nodes_.get(trail.back().place), flags);
    TRY(check_open(trail.back().place, flags));
    return File::open(nodes_, std::move(trail), flags);
}

Result<uint32_t> Service::open_path(Request& request) {
    const uint64_t flags = flags_of(request.call);
    const std::string path = TRY(receive_path(request.call));
    auto file =
        TRY(flags & kOpenCreate ? open_new(request, path, flags) : open_existing(request, path, flags));
    if ((flags & kOpenTruncate) && file->node->kind == Kind::regular)
        TRY(file->driver().simple(Out::truncate, file->node->dev_handle, file->node->index, 0));
    if (request.session.closed)
        return Error::hung_up;
    return request.session.descriptors.insert(std::move(file));
}

void Service::open(Request& request) {
    auto descriptor = open_path(request);
    request.answer(descriptor.error(), {std::move(descriptor).value_or(0)});
}

} // namespace vfs
