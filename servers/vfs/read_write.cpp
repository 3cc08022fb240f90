// SPDX-License-Identifier: MIT
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"

namespace vfs {

void read_write(abi::Handle rid, Cursor* file, bool read) {
    auto transfer = read ? async::data_read_receive() : async::data_write_receive();
    abi::Message message;
    message.call = rid;
    async::Call request(message);
    if (!transfer.ok()) {
        request.answer(transfer.error());
        return;
    }
    auto& lock = file->node->contents_rwlock;
    if (!lock.concurrent) {
        if (read)
            lock.lock.read_lock();
        else
            lock.lock.write_lock();
    }
    async::Answer answer;
    {
        async::Exchange fs_phone(file->node->mount->driver->session());
        auto sent = async::send_words(fs_phone, read ? Out::read : Out::write, file->node->dev_handle,
                                      file->node->index, file->pos);
        transfer->call.forward(fs_phone, 0, 0, 0, 0, abi::ForwardMode::route_from_me);
        answer = sent.wait();
    }
    if (!lock.concurrent) {
        if (read)
            lock.lock.read_unlock();
        else
            lock.lock.write_unlock();
    }
    if (answer.error == Error::ok)
        file->pos = read ? file->pos + answer.words[0] : answer.words[1];
    request.answer(answer.error, {answer.words[0]});
}

} // namespace vfs
