// SPDX-License-Identifier: MIT
// Calls that name an open file by its descriptor.
#include "servers/vfs/connection.hpp"

namespace vfs {

// Answered when the file system knows, so that a program sees its own close in what it does next.
Result<void> ClientConnection::close(Context&, uint32_t descriptor) {
    return session_.descriptors.remove(descriptor).error();
}

Result<uint64_t> ClientConnection::seek(Context&, uint32_t descriptor, Whence whence, int64_t offset) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    if (file->driver().concurrent() && file->node->kind != Kind::directory)
        return Error::not_supported;
    sync::Lock lock(file->position_mutex);
    int64_t from = 0;
    if (whence == Whence::current)
        from = int64_t(file->pos);
    if (whence == Whence::end)
        from = int64_t(TRY(TRY(file->fs())->stat(file->node->dev_handle, file->node->index)).size);
    int64_t position;
    if (__builtin_add_overflow(from, offset, &position) || position < 0)
        return Error::invalid;
    file->pos = uint64_t(position);
    return file->pos;
}

Result<Attributes> ClientConnection::stat(Context&, uint32_t descriptor) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    Attributes attributes = TRY(TRY(file->fs())->stat(file->node->dev_handle, file->node->index));
    attributes.mount = uint16_t(file->node->dev_handle);
    return attributes;
}

Result<void> ClientConnection::truncate(Context&, uint32_t descriptor, uint64_t size) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    if (!file->may(kOpenWrite) || file->node->kind != Kind::regular)
        return Error::invalid;
    sync::WriteLock lock(file->node->contents_rwlock.lock);
    return TRY(file->fs())->truncate(file->node->dev_handle, file->node->index, size);
}

Result<uint32_t> ClientConnection::duplicate(Context&, uint32_t descriptor, uint32_t number, bool exact) {
    auto& descriptors = session_.descriptors;
    auto file = TRY(descriptors.get(descriptor));
    if (!exact)
        return descriptors.insert(std::move(file), number);
    // What was there is closed here, after the number means the new file.
    const auto replaced = TRY(descriptors.replace(number, std::move(file)));
    return number;
}

Result<devfs::ControlWords> ClientConnection::control(Context&, uint32_t descriptor, uint64_t operation,
                                                      const devfs::ControlWords& words) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    if (operation > 0xffffffff)
        return Error::not_supported;
    return TRY(file->fs())->control(file->node->dev_handle, uint32_t(operation), file->node->index, words);
}

Result<void> ClientConnection::sync(Context&, uint32_t descriptor) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    return TRY(file->fs())->sync(file->node->dev_handle, file->node->index);
}

Result<OpenFlags> ClientConnection::descriptor_flags(Context&, uint32_t descriptor, bool change,
                                                     OpenFlags flags) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    if (change)
        file->append = flags & kOpenAppend;
    const auto fixed = OpenFlags(file->flags & ~kOpenAppend);
    return OpenFlags(file->append ? fixed | kOpenAppend : fixed);
}

Result<std::array<uint32_t, 2>> Service::open_pipe(Session& session) {
    if (!pipes_ || pipes_->driver->dead())
        pipes_ = TRY(tree.mount_hidden(TRY(registry.find("pipes", false))));
    const Attributes made =
        TRY(TRY(pipes_->fs())->create(pipes_->root, pipes_->dev_handle, 0600, Kind::pipe, true, "pipe", {}));
    const Place place{pipes_, made.index, Kind::pipe};
    auto reading = TRY(File::open(nodes, place, kOpenRead));
    auto writing = TRY(File::open(nodes, place, kOpenWrite));
    if (session.closed)
        return Error::hung_up;
    const uint32_t first = TRY(session.descriptors.insert(std::move(reading)));
    const auto second = session.descriptors.insert(std::move(writing));
    if (!second.ok()) {
        (void)session.descriptors.remove(first);
        return second.error();
    }
    return std::array<uint32_t, 2>{first, second.value()};
}

Result<VfsPipe> ClientConnection::pipe(Context&) {
    const auto ends = TRY(service_.open_pipe(session_));
    return VfsPipe{ends[0], ends[1]};
}

} // namespace vfs
