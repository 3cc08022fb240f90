// SPDX-License-Identifier: MIT
#include "servers/random/client.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

#include <algorithm>

namespace random_numbers {

using abi::Error;
using protocol::Method;

namespace {

abi::Result<async::Session*> session() {
    static async::Session session;
    if (!session.connected())
        session = async::Session(TRY(naming::connect(protocol::kInterface, true)), async::Style::serialize,
                                 protocol::kInterface);
    return &session;
}

} // namespace

abi::Result<void> get(void* buffer, size_t size) {
    auto* bytes = static_cast<char*>(buffer);
    async::Exchange exchange(*TRY(session()));
    while (size > 0) {
        auto getting = async::send_words(exchange, Method::get);
        const auto got = async::data_read_start(exchange, bytes, std::min<size_t>(size, abi::kMaxTransfer));
        const Error error = getting.wait().error;
        if (error != Error::ok)
            return error;
        const size_t part = TRY(got);
        bytes += part;
        size -= part;
    }
    return {};
}

abi::Result<void> add(const void* bytes, size_t size) {
    async::Exchange exchange(*TRY(session()));
    auto adding = async::send_words(exchange, Method::add);
    const auto written = async::data_write_start(exchange, bytes, size);
    const Error error = adding.wait().error;
    return error != Error::ok ? error : written.error();
}

} // namespace random_numbers
