// SPDX-License-Identifier: MIT
#include "servers/vfs/operation.hpp"

namespace vfs {

Client::Operation::Operation(async::Session& session, Method method, const async::Arguments& arguments)
    : connected_(session.connected()), exchange_(session) {
    if (connected_)
        request_ = async::send(exchange_, uint64_t(method), arguments);
}

void Client::Operation::give(const void* data, size_t size) {
    if (connected_)
        transfers_[transfer_count_++] = async::data_write_send(exchange_, data, size);
}

void Client::Operation::take(void* buffer, size_t size) {
    if (connected_)
        transfers_[transfer_count_++] = async::data_read_send(exchange_, buffer, size);
}

Result<async::Arguments> Client::Operation::finish() {
    if (!connected_)
        return Error::bad_file;
    const async::Answer answer = request_.wait();
    Error error = answer.error;
    for (int i = 0; i < transfer_count_; i++) {
        const Error transfer = transfers_[i].wait().error;
        error = error != Error::ok ? error : transfer;
    }
    if (error != Error::ok)
        return error;
    return answer.words;
}

} // namespace vfs
