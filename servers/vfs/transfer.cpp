// SPDX-License-Identifier: MIT
// Methods that move contents: what is checked before read_write moves the bytes.
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"

namespace vfs {

void Service::read(Request& request) {
    transfer(request, true, false);
}
void Service::write(Request& request) {
    transfer(request, false, false);
}
void Service::read_at(Request& request) {
    transfer(request, true, true);
}
void Service::write_at(Request& request) {
    transfer(request, false, true);
}

namespace {

Result<void> check_transfer(const File& file, bool reading) {
    if (file.driver().dead())
        return Error::hung_up;
    if (file.node->kind == Kind::directory)
        return Error::is_directory;
    return file.may(reading ? kOpenRead : kOpenWrite) ? Error::ok : Error::bad_file;
}

} // namespace

void Service::transfer(Request& request, bool reading, bool at_position) {
    const auto found = request.session.descriptors.get(request.call.argument(1));
    const Error error = found.ok() ? check_transfer(*found.value(), reading).error() : found.error();
    if (error != Error::ok) {
        request.answer(error);
        return;
    }
    const std::shared_ptr<File> file = found.value();
    if (at_position) {
        Cursor cursor{file->node, request.call.argument(2)};
        read_write(request.call.release(), &cursor, reading);
    } else if (file->driver().concurrent()) {
        // A reader that waits must not keep others out. Few devices have a position (the log): whoever ends
        // last sets it.
        Cursor cursor{file->node, file->pos};
        read_write(request.call.release(), &cursor, reading);
        file->pos = cursor.pos;
    } else {
        sync::Lock lock(file->position_mutex);
        if (!reading && file->append)
            file->pos = kAtEnd;
        read_write(request.call.release(), file.get(), reading);
    }
}

void Service::read_directory(Request& request) {
    const auto list = [&]() -> Result<uint64_t> {
        const auto file = TRY(request.session.descriptors.get(request.call.argument(1)));
        if (file->node->kind != Kind::directory)
            return Error::not_directory;
        if (file->driver().dead())
            return Error::hung_up;
        sync::Lock lock(file->position_mutex);
        auto transfer = TRY(async::data_read_receive());
        async::Exchange exchange(file->driver().session());
        auto filling = async::send_words(exchange, Out::read_directory, file->node->dev_handle,
                                         file->node->index, file->pos);
        transfer.call.forward(exchange, 0, 0, 0, 0, abi::ForwardMode::route_from_me);
        const async::Answer answer = filling.wait();
        if (answer.error != Error::ok)
            return answer.error;
        file->pos = answer.words[1];
        return answer.words[0];
    };
    auto bytes = list();
    request.answer(bytes.error(), {std::move(bytes).value_or(0)});
}

} // namespace vfs
