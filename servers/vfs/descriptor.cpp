// SPDX-License-Identifier: MIT
// Methods that name an open file by its descriptor.
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"

namespace vfs {

void Service::close(Request& request) {
    // Answered when the file system knows, so that a program sees its own close in what it does next.
    Error error;
    {
        const auto file = request.session.descriptors.remove(request.call.argument(1));
        error = file.error();
    }
    request.answer(error);
}

void Service::seek(Request& request) {
    const auto move = [&]() -> Result<uint64_t> {
        const auto file = TRY(request.session.descriptors.get(request.call.argument(1)));
        if (file->driver().concurrent() && file->node->kind != Kind::directory)
            return Error::not_supported;
        sync::Lock lock(file->position_mutex);
        int64_t from = 0;
        switch (Whence(request.call.argument(3))) {
        case Whence::set:
            break;
        case Whence::current:
            from = int64_t(file->pos);
            break;
        case Whence::end:
            from = int64_t(unpack_attributes(TRY(file->driver().simple(Out::stat, file->node->dev_handle,
                                                                       file->node->index)))
                               .size);
            break;
        default:
            return Error::invalid;
        }
        int64_t position;
        if (__builtin_add_overflow(from, int64_t(request.call.argument(2)), &position) || position < 0)
            return Error::invalid;
        file->pos = uint64_t(position);
        return file->pos;
    };
    auto position = move();
    request.answer(position.error(), {std::move(position).value_or(0)});
}

void Service::stat(Request& request) {
    const auto get = [&]() -> Result<Attributes> {
        const auto file = TRY(request.session.descriptors.get(request.call.argument(1)));
        Attributes attributes = unpack_attributes(
            TRY(file->driver().simple(Out::stat, file->node->dev_handle, file->node->index)));
        attributes.mount = uint16_t(file->node->dev_handle);
        return attributes;
    };
    const auto attributes = get();
    request.answer(attributes.error(), attributes.ok() ? pack(attributes.value()) : async::Arguments{});
}

void Service::truncate(Request& request) {
    const auto cut = [&]() -> Result<void> {
        const auto file = TRY(request.session.descriptors.get(request.call.argument(1)));
        if (!file->may(kOpenWrite) || file->node->kind != Kind::regular)
            return Error::invalid;
        sync::WriteLock lock(file->node->contents_rwlock.lock);
        return file->driver()
            .simple(Out::truncate, file->node->dev_handle, file->node->index, request.call.argument(2))
            .error();
    };
    request.answer(cut().error());
}

void Service::duplicate(Request& request) {
    const auto copy = [&]() -> Result<uint32_t> {
        auto& descriptors = request.session.descriptors;
        auto file = TRY(descriptors.get(request.call.argument(1)));
        const uint64_t number = request.call.argument(2);
        if (!request.call.argument(3))
            return descriptors.insert(std::move(file), number);
        // What was there is closed here, after the number means the new file.
        const auto replaced = TRY(descriptors.replace(number, std::move(file)));
        return uint32_t(number);
    };
    auto number = copy();
    request.answer(number.error(), {std::move(number).value_or(0)});
}

void Service::control(Request& request) {
    const auto ask = [&]() -> Result<devfs::ControlWords> {
        const auto file = TRY(request.session.descriptors.get(request.call.argument(1)));
        const async::Call& call = request.call;
        if (call.argument(2) > 0xffffffff)
            return Error::not_supported;
        return file->driver().control(file->node->dev_handle, file->node->index, call.argument(2),
                                      {call.argument(3), call.argument(4), call.argument(5)});
    };
    const auto words = ask();
    request.answer(words.error(), words.ok()
                                      ? async::Arguments{words.value()[0], words.value()[1], words.value()[2]}
                                      : async::Arguments{});
}

void Service::sync(Request& request) {
    const auto write_back = [&]() -> Result<void> {
        const auto file = TRY(request.session.descriptors.get(request.call.argument(1)));
        return file->driver().simple(Out::sync, file->node->dev_handle, file->node->index).error();
    };
    request.answer(write_back().error());
}

void Service::descriptor_flags(Request& request) {
    const auto file = request.session.descriptors.get(request.call.argument(1));
    if (!file.ok()) {
        request.answer(file.error());
        return;
    }
    File& opened = *file.value();
    if (request.call.argument(2) != 0)
        opened.append = (request.call.argument(2) - 1) & kOpenAppend;
    request.answer(Error::ok, {(opened.flags & ~uint64_t(kOpenAppend)) | (opened.append ? kOpenAppend : 0)});
}

Result<std::array<uint32_t, 2>> Service::open_pipe(Session& session) {
    if (!pipes_ || pipes_->driver->dead())
        pipes_ = TRY(tree_.mount_hidden(TRY(registry_.find("pipes", false))));
    const Attributes made =
        TRY(pipes_->driver->create(pipes_->dev_handle, pipes_->root, "pipe", Kind::pipe, 0600, true));
    const Place place{pipes_, made.index, Kind::pipe};
    auto reading = TRY(File::open(nodes_, place, kOpenRead));
    auto writing = TRY(File::open(nodes_, place, kOpenWrite));
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

void Service::pipe(Request& request) {
    const auto ends = open_pipe(request.session);
    request.answer(ends.error(),
                   ends.ok() ? async::Arguments{ends.value()[0], ends.value()[1]} : async::Arguments{});
}

} // namespace vfs
