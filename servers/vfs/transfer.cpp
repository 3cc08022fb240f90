// SPDX-License-Identifier: MIT
// Calls that move contents: what is checked before read_write moves the bytes.
#include "servers/vfs/connection.hpp"
#include "servers/vfs/read_write.hpp"

namespace vfs {

namespace {

using Right = async::AnswerRight<uint32_t>;

Result<void> check_transfer(const File& file, bool reading) {
    if (file.driver().dead())
        return Error::hung_up;
    if (file.node->kind == Kind::directory)
        return Error::is_directory;
    return file.may(reading ? kOpenRead : kOpenWrite) ? Error::ok : Error::bad_file;
}

/// The file of the descriptor if it may be read or written; else the call is answered.
std::shared_ptr<File> file_for(Session& session, uint32_t descriptor, bool reading, Right& right) {
    const auto found = session.descriptors.get(descriptor);
    const Error error = found.ok() ? check_transfer(*found.value(), reading).error() : found.error();
    if (error == Error::ok)
        return found.value();
    std::move(right).fail(error);
    return nullptr;
}

void transfer(File& file, bool reading, Right right) {
    if (file.driver().concurrent()) {
        // A reader that waits must not keep others out. Few devices have a position (the log): whoever ends
        // last sets it.
        Cursor cursor{file.node, file.pos};
        read_write(right.release(), &cursor, reading);
        file.pos = cursor.pos;
        return;
    }
    sync::Lock lock(file.position_mutex);
    if (!reading && file.append)
        file.pos = kAtEnd;
    read_write(right.release(), &file, reading);
}

} // namespace

void ClientConnection::read(Context&, uint32_t descriptor, Right right) {
    if (const auto file = file_for(session_, descriptor, true, right))
        transfer(*file, true, std::move(right));
}

void ClientConnection::write(Context&, uint32_t descriptor, Right right) {
    if (const auto file = file_for(session_, descriptor, false, right))
        transfer(*file, false, std::move(right));
}

void ClientConnection::read_at(Context&, uint32_t descriptor, uint64_t position, Right right) {
    const auto file = file_for(session_, descriptor, true, right);
    if (!file)
        return;
    Cursor cursor{file->node, position};
    read_write(right.release(), &cursor, true);
}

void ClientConnection::write_at(Context&, uint32_t descriptor, uint64_t position, Right right) {
    const auto file = file_for(session_, descriptor, false, right);
    if (!file)
        return;
    Cursor cursor{file->node, position};
    read_write(right.release(), &cursor, false);
}

Result<uint32_t> ClientConnection::read_directory(Context&, uint32_t descriptor, async::OutData& records) {
    const auto file = TRY(session_.descriptors.get(descriptor));
    if (file->node->kind != Kind::directory)
        return Error::not_directory;
    FsClient* const fs = TRY(file->fs());
    sync::Lock lock(file->position_mutex);
    const auto filled =
        TRY(fs->pass_read_directory(file->node->dev_handle, file->node->index, file->pos, records));
    file->pos = filled.position;
    return uint32_t(filled.moved);
}

} // namespace vfs
